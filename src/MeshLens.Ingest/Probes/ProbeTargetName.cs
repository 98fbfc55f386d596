using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace MeshLens.Ingest.Probes;

/// <summary>A target as people write it: <c>node-b</c>, <c>payments.shop:8080</c>, <c>shop/payments:8080</c> as tables print it, <c>10.0.0.2</c>, <c>10.0.0.2:80</c>, <c>[fd00::2]:80</c>.</summary>
internal sealed record ProbeTargetName(string Name, int Port, IPAddress? Address)
{
    private const int LongestName = 253;

    public static bool TryParse(string text, [NotNullWhen(true)] out ProbeTargetName? name)
    {
        name = null;
        if (text.Length is 0 or > LongestName || text.Any(static letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            return false;
        }

        if (IPAddress.TryParse(text, out var alone) && (alone.GetAddressBytes().Length == 16 || text.Count(static letter => letter == '.') == 3))
        {
            name = new(alone.ToString(), 0, alone);
            return true;
        }

        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var port = 0;
        if (colon >= 0 && (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue))
        {
            return false;
        }

        host = WithNamespaceBehind(host);
        var isAddress = IPAddress.TryParse(host.Trim('[', ']'), out var address) && (host.StartsWith('[') || host.Count(static letter => letter == '.') == 3);
        name = host.Length == 0 ? null : new(isAddress ? address!.ToString() : host, port, isAddress ? address : null);
        return name is not null && (isAddress || host.IndexOfAny(['[', ']', '/', '@']) < 0);
    }

    // shop/payments is payments.shop. A namespace has no dots, so 10.0.0.0/8 is none.
    private static string WithNamespaceBehind(string host) =>
        host.Split('/') is [{ Length: > 0 } place, { Length: > 0 } service] && !place.Contains('.', StringComparison.Ordinal) ? $"{service}.{place}" : host;
}
