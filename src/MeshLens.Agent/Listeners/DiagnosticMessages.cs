using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Listeners;

/// <summary>
/// The sock_diag messages (<c>linux/netlink.h</c>, <c>sock_diag.h</c>, <c>inet_diag.h</c>) with which the kernel tells its
/// listening sockets. Numbers are in host order but for ports and addresses.
/// </summary>
internal static class DiagnosticMessages
{
    public const int RequestSize = HeaderSize + 56;

    private const int HeaderSize = 16;
    private const int BodySize = 72;
    private const int AttributeHeaderSize = 4;
    private const ushort ByFamily = 20;
    private const ushort ErrorType = 2;
    private const ushort DoneType = 3;
    private const ushort RequestDump = 0x301;
    private const byte Tcp = 6;
    private const uint OnlyListening = 1 << 10;
    private const ushort MemoryAttribute = 7;
    private const byte WantMemory = 1 << (MemoryAttribute - 1);
    private const int UnknownError = 5;
    private const int DropsInMemory = 8 * sizeof(uint);

    // 0 length, 4 type, 6 flags, 8 sequence, 12 port | 16 family, 17 protocol, 18 attributes wanted, 20 states, 24 socket id
    /// <summary>Asks for every listening TCP socket of one address family in the namespace of the netlink socket.</summary>
    public static void WriteRequest(Span<byte> into, AddressFamily family)
    {
        into.Clear();
        MemoryMarshal.Write(into, (uint)RequestSize);
        MemoryMarshal.Write(into[4..], ByFamily);
        MemoryMarshal.Write(into[6..], RequestDump);
        into[16] = Number(family);
        into[17] = Tcp;
        into[18] = WantMemory;
        MemoryMarshal.Write(into[20..], OnlyListening);
    }

    /// <summary>Adds the sockets of one datagram.</summary>
    public static DiagnosticReply Read(ReadOnlySpan<byte> datagram, NetworkNamespace here, List<ListeningSocket> into)
    {
        while (datagram.Length >= HeaderSize)
        {
            var length = MemoryMarshal.Read<uint>(datagram);
            if (length < HeaderSize || length > datagram.Length)
            {
                break;
            }

            var body = datagram[HeaderSize..(int)length];
            switch (MemoryMarshal.Read<ushort>(datagram[4..]))
            {
                case DoneType:
                    return new DiagnosticReply(Done: true, Error: 0);
                case ErrorType:
                    return new DiagnosticReply(Done: true, Errno(body));
                case ByFamily when body.Length >= BodySize:
                    into.Add(ReadSocket(body, here));
                    break;
            }

            datagram = datagram[Math.Min(Aligned((int)length), datagram.Length)..];
        }

        return new DiagnosticReply(Done: false, Error: 0);
    }

    // 0 family, 1 state, 2 timer, 3 retransmits | 4 local port, 6 remote port, 8 local address, 24 remote address, 40 interface,
    // 44 cookie | 52 expires, 56 backlog, 60 its limit, 64 user, 68 inode | 72 attributes
    private static ListeningSocket ReadSocket(ReadOnlySpan<byte> body, NetworkNamespace here)
    {
        var addressLength = body[0] == Number(AddressFamily.InterNetworkV6) ? 16 : 4;
        return new ListeningSocket(
            here.Inode,
            here.Cookie,
            new IPAddress(body.Slice(8, addressLength)),
            BinaryPrimitives.ReadUInt16BigEndian(body[4..]),
            MemoryMarshal.Read<uint>(body[68..]),
            MemoryMarshal.Read<ulong>(body[44..]),
            MemoryMarshal.Read<uint>(body[64..]),
            Drops(body[BodySize..]),
            MemoryMarshal.Read<uint>(body[56..]),
            MemoryMarshal.Read<uint>(body[60..]));
    }

    private static uint? Drops(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= AttributeHeaderSize)
        {
            var length = MemoryMarshal.Read<ushort>(attributes);
            if (length < AttributeHeaderSize || length > attributes.Length)
            {
                return null;
            }

            var value = attributes[AttributeHeaderSize..length];
            if (MemoryMarshal.Read<ushort>(attributes[2..]) == MemoryAttribute && value.Length >= DropsInMemory + sizeof(uint))
            {
                return MemoryMarshal.Read<uint>(value[DropsInMemory..]);
            }

            attributes = attributes[Math.Min(Aligned(length), attributes.Length)..];
        }

        return null;
    }

    // Carried as its negative. A refusal without a number is still one.
    private static int Errno(ReadOnlySpan<byte> body)
    {
        var number = body.Length >= sizeof(int) ? MemoryMarshal.Read<int>(body) : 0;
        return number is < 0 and > -4096 ? -number : UnknownError;
    }

    private static int Aligned(int length) => (length + 3) & ~3;

    private static byte Number(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? (byte)10 : (byte)2;
}
