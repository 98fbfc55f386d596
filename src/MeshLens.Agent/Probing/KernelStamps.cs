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

    /// <summary>Asks for stamps on a socket; false where the kernel has none.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="atQueue">Also where packets enter the device's queue, because its driver tells nothing.</param>
    public static bool Ask(int socket, bool atQueue = false)
    {
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BitConverter.TryWriteBytes(flags, Sent | Arrived | Told | (atQueue ? Queued : 0));
        return LibC.SetSocketOption(socket, SocketLevel, Timestamping, flags, sizeof(uint)) == 0;
    }

    /// <summary>Receives without waiting: the length, or -1 with the error kept; and when it arrived, 0 when that is not told.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="buffer">Receives what came.</param>
    /// <param name="from">Receives the sender's address; may be empty.</param>
    /// <param name="ofSent">What was sent and its stamp, instead of what arrived.</param>
    /// <param name="stampNs">The stamp; 0 when there is none.</param>
    public static int Receive(int socket, Span<byte> buffer, Span<byte> from, bool ofSent, out long stampNs)
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
            stampNs = length < 0 ? 0 : Find(new(control, (int)message.ControlLength));
            return length;
        }
    }

    // Control messages: length (8), level (4), type (4), data, each padded to eight bytes.
    private static long Find(ReadOnlySpan<byte> control)
    {
        while (control.Length >= HeaderBytes)
        {
            var length = (int)MemoryMarshal.Read<long>(control);
            if (length < HeaderBytes || length > control.Length)
            {
                return 0;
            }

            if (MemoryMarshal.Read<int>(control[8..]) == SocketLevel && MemoryMarshal.Read<int>(control[12..]) == Timestamping && length >= HeaderBytes + 16)
            {
                return (MemoryMarshal.Read<long>(control[HeaderBytes..]) * 1_000_000_000) + MemoryMarshal.Read<long>(control[(HeaderBytes + 8)..]);
            }

            var step = (length + 7) & ~7;
            control = step >= control.Length ? default : control[step..];
        }

        return 0;
    }
}
