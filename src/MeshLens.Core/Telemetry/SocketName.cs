using System.Globalization;
using MeshLens.Core.Identity;

namespace MeshLens.Core.Telemetry;

/// <summary>One end of a connection; <see cref="IsKnown"/> is false for what is no address.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The port; zero when it was not told.</param>
public readonly record struct SocketName(AddressKey Address, int Port)
{
    /// <summary>Whether there is one.</summary>
    public bool IsKnown => Address.Bits != UInt128.Zero;

    /// <summary>
    /// Reads <c>10.1.2.3:80</c>, <c>[::1]:80</c>, a bare address, and the inside of Envoy's internal listeners:
    /// <c>envoy://connect_originate/10.1.2.3:80</c>. Anything else is unknown.
    /// </summary>
    public static SocketName Parse(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("envoy://", StringComparison.Ordinal))
        {
            text = text[(text.LastIndexOf('/') + 1)..];
        }

        var colon = text.LastIndexOf(':');
        var hasPort = colon >= 0 && (text[0] == '[' ? text[colon - 1] == ']' : text.IndexOf(':') == colon);
        var address = (hasPort ? text[..colon] : text).Trim("[]");
        var port = 0;
        return AddressKey.TryParse(address.ToString(), out var key)
            && (!hasPort || (int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue))
            ? new(key, port)
            : default;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        !IsKnown ? "-" : Address.IsV4 ? $"{Address}:{Port}" : $"[{Address}]:{Port}";
}
