using System.Runtime.InteropServices;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Probing;

/// <summary>
/// Times at which the kernel itself handed a packet to a device, or took one from it: what this process waited for to run is in
/// neither. In nanoseconds of the machine's clock, of which only differences of one exchange are used.
/// </summary>
internal static unsafe class KernelStamps
{
    private const int SocketLevel = 1;
    private const int Timestamping = 37; // SO_TIMESTAMPING, and the type of its control message

    // Sent by software, arrived by software, told as software.
    private const uint Sent = 1 << 1;
    private const uint Arrived = 1 << 3;
    private const uint Told = 1 << 4;

    // Handed to the queue before the device: for drivers that stamp nothing.
    private const uint Queued = 1 << 8;

    private const int ErrorQueue = 0x2000;
    private const int DoNotWait = 0x40;
    private const int ControlBytes = 256;
    private const int HeaderBytes = 16;

    // IP_RECVERR and IPV6_RECVERR, with their levels: options, and types of their control messages.
    private static readonly (int Level, int Option) ErrorsV4 = (0, 11);
    private static readonly (int Level, int Option) ErrorsV6 = (41, 25);

    /// <summary>Asks for stamps on a socket; false where the kernel has none.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="atQueue">Also where packets enter the device's queue, because its driver tells nothing.</param>
    public static bool Ask(int socket, bool atQueue = false)
    {
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BitConverter.TryWriteBytes(flags, Sent | Arrived | Told | (atQueue ? Queued : 0));
        return LibC.SetSocketOption(socket, SocketLevel, Timestamping, flags, sizeof(uint)) == 0;
    }

    /// <summary>Asks that ICMP errors are put where what was sent is, each with what it is about.</summary>
    public static void AskForErrors(int socket, bool isV6)
    {
        var (level, option) = isV6 ? ErrorsV6 : ErrorsV4;
        _ = LibC.SetSocketOption(socket, level, option, [1, 0, 0, 0], sizeof(int));
    }

    /// <inheritdoc cref="Receive(int, Span{byte}, Span{byte}, bool, out long, out int)"/>
    public static int Receive(int socket, Span<byte> buffer, Span<byte> from, bool ofSent, out long stampNs) => Receive(socket, buffer, from, ofSent, out stampNs, out _);

    /// <summary>Receives without waiting: the length, or -1 with the error kept; and when it arrived, 0 when that is not told.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Receives what came.</param>
    /// <param name="from">Receives the sender's address; may be empty.</param>
    /// <param name="ofSent">What was sent and its stamp, instead of what arrived.</param>
    /// <param name="stampNs">The stamp; 0 when there is none.</param>
    /// <param name="error">Not 0: it is an ICMP error, with what it is about.</param>
    public static int Receive(int socket, Span<byte> buffer, Span<byte> from, bool ofSent, out long stampNs, out int error)
    {
        var control = stackalloc byte[ControlBytes];
        fixed (byte* data = buffer, name = from)
        {
            var vector = new IoVector { Start = data, Length = (nuint)buffer.Length };
            var message = new MessageHeader
            {
                Name = from.IsEmpty ? null : name,
                NameLength = (uint)from.Length,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = ControlBytes,
            };
            var length = (int)LibC.ReceiveMessage(socket, &message, DoNotWait | (ofSent ? ErrorQueue : 0));
            (stampNs, error) = length < 0 ? default : Find(new(control, (int)message.ControlLength));
            return length;
        }
    }

    // Control messages: length (8), level (4), type (4), data, each padded to eight bytes.
    private static (long StampNs, int Error) Find(ReadOnlySpan<byte> control)
    {
        var found = (StampNs: 0L, Error: 0);
        while (control.Length >= HeaderBytes)
        {
            var length = (int)MemoryMarshal.Read<long>(control);
            if (length < HeaderBytes || length > control.Length)
            {
                break;
            }

            var kind = (MemoryMarshal.Read<int>(control[8..]), MemoryMarshal.Read<int>(control[12..]));
            var data = control[HeaderBytes..length];
            if (kind == (SocketLevel, Timestamping) && data.Length >= 16)
            {
                found.StampNs = (MemoryMarshal.Read<long>(data) * 1_000_000_000) + MemoryMarshal.Read<long>(data[8..]);
            }
            else if ((kind == ErrorsV4 || kind == ErrorsV6) && data.Length >= 8)
            {
                found.Error = ErrorOf(data);
            }

            var step = (length + 7) & ~7;
            control = step >= control.Length ? default : control[step..];
        }

        return found;
    }

    // struct sock_extended_err: error (4), whose it is (1): ICMP's, ICMPv6's, or none but a stamp.
    private static int ErrorOf(ReadOnlySpan<byte> data) => data[4] is 2 or 3 ? MemoryMarshal.Read<int>(data) : 0;
}
