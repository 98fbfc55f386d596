using System.Net;
using Google.Protobuf;

namespace MeshLens.Protocol.Addresses;

/// <summary>IP addresses as the wire carries them: 4 or 16 bytes in network order.</summary>
/// <remarks>
/// An IPv4 address mapped into IPv6 reads as IPv4: a caller that connects over AF_INET6 and a server that accepts over
/// AF_INET must name the same address.
/// </remarks>
public static class WireAddress
{
    private const int MappedPrefix = 12;

    /// <summary>Reads an address; false unless it is 4 or 16 bytes long.</summary>
    public static bool TryRead(ByteString bytes, out IPAddress address)
    {
        address = IPAddress.None;
        if (bytes.Length is not (4 or 16))
        {
            return false;
        }

        address = new IPAddress(bytes.Span);
        if (address.IsIPv4MappedToIPv6)
        {
            address = new IPAddress(bytes.Span[MappedPrefix..]);
        }

        return true;
    }

    public static ByteString Write(IPAddress address) =>
        ByteString.CopyFrom((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes());
}
