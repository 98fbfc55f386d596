using System.Globalization;

namespace MeshLens.Server.Istio;

/// <summary>A minor version of Istio, which tells the version of its proxies: 1.25 has Envoy 1.33.</summary>
/// <param name="Minor">The 25 of 1.25.</param>
internal readonly record struct IstioVersion(int Minor)
{
    /// <summary>The oldest one that a configuration is written for.</summary>
    public static readonly IstioVersion Oldest = new(20);

    /// <summary>Reads <c>1.25</c>, <c>1.25.3</c>, <c>v1.25.3</c>; null when it is none.</summary>
    public static IstioVersion? Parse(string text)
    {
        var parts = text.TrimStart('v').Split('.', 3);
        return parts is ["1", var minor, ..] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"1.{Minor}";
}
