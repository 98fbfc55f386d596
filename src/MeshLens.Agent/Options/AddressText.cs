using System.Net;
using System.Net.Sockets;

namespace MeshLens.Agent.Options;

/// <summary>An address or a network in CIDR notation. IPv4 is four numbers: <c>1.2.3</c> is a slip here, and not 1.2.0.3.</summary>
internal static class AddressText
{
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(written, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != written))
        {
            return false;
        }

        if (slash >= 0)
        {
            return IPNetwork.TryParse(text, out network);
        }

        network = new(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
