namespace MeshLens.Grains.Mesh;

/// <summary>The configuration that one proxy has, as its control plane says.</summary>
public sealed record ProxyConfigurationView
{
    /// <summary>Pod and namespace: <c>payments-v1-7d9f.shop</c>.</summary>
    public required string Proxy { get; init; }

    /// <summary>The replica that said so; empty when none did.</summary>
    public string ServedBy { get; init; } = "";

    /// <summary>Names of its resources, by type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Resources { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What could not be seen, and why.</summary>
    public IReadOnlyList<string> NotSeen { get; init; } = [];
}
