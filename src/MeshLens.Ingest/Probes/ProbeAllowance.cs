using System.Net;

namespace MeshLens.Ingest.Probes;

/// <summary>One thing that the operator allows: an address, a network, or a name in which an asterisk stands for any letters.</summary>
internal static class ProbeAllowance
{
    /// <summary>Null when it is a name.</summary>
    public static IPNetwork? NetworkOf(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var network) ? network : null;
        }

        return IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : null;
    }

    /// <summary>Why it is none, or null.</summary>
    public static string? Mistake(string text) =>
        text.Length is 0 or > 253 || text.Any(static letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) || (text.Contains('/', StringComparison.Ordinal) && NetworkOf(text) is null)
            ? $"'{text}' is nothing that can be allowed: give an address, a network such as 10.0.0.0/8, or a service name such as *.shop."
            : null;
}
