using System.Net;
using Google.Protobuf;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Aggregation;

/// <summary>Addresses of kernel events: IPv4 when that is what the packets carry, else IPv6.</summary>
internal static class KernelAddress
{
    private const byte IPv4 = 4;
    private const int MappedPrefix = 12;

    public static ByteString ToWire(in AddressBytes address, byte family) => ByteString.CopyFrom(BytesOf(address, family));

    public static IPAddress Read(in AddressBytes address, byte family) => new(BytesOf(address, family));

    private static ReadOnlySpan<byte> BytesOf(in AddressBytes address, byte family)
    {
        ReadOnlySpan<byte> bytes = address;
        return family == IPv4 ? bytes[MappedPrefix..] : bytes;
    }
}
