using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace MeshLens.Grains.Connections;

/// <summary>Addresses and ports of a connection as one of its ends sees them, as plain numbers, so that none is made to look one up.</summary>
/// <param name="Client">The client's address, as <see cref="NumberOf(IPAddress)"/> has it.</param>
/// <param name="ClientPort">Its port.</param>
/// <param name="Server">The server's address.</param>
/// <param name="ServerPort">Its port.</param>
public readonly record struct ConnectionEnds(UInt128 Client, ushort ClientPort, UInt128 Server, ushort ServerPort)
{
    private const int AddressBytes = 16;
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>The ends of a connection.</summary>
    public static ConnectionEnds Of(IPEndPoint client, IPEndPoint server) =>
        new(NumberOf(client.Address), (ushort)client.Port, NumberOf(server.Address), (ushort)server.Port);

    /// <summary>An address of version 6 as it is, one of version 4 as it is mapped into version 6.</summary>
    public static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? Mapped(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>An address of version 4, its first byte the highest.</summary>
    public static UInt128 Mapped(uint address) => MappedPrefix | address;
}
