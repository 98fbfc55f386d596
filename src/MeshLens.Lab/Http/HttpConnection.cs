using System.Diagnostics;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Http;

/// <summary>One HTTP/1.1 connection, one message at a time, bodies by Content-Length only and thrown away.</summary>
internal sealed class HttpConnection(IConnection socket) : IDisposable
{
    private const int BufferBytes = 16 * 1024;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _received;

    /// <summary>Set before the connection is used for another call than the first.</summary>
    public bool Reused { get; set; }

    /// <summary>Between messages nothing may come; when something has, it is the end of the connection.</summary>
    public bool IsStale => socket.IsReadable;

    /// <summary>The message that was read last, until the next read.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _received);

    /// <summary>When the first bytes of that message were there, as a time stamp of the monotonic clock.</summary>
    public long FirstByteAt { get; private set; }

    public bool Send(ReadOnlySpan<byte> message) => socket.Send(message);

    /// <summary>Waits for the first bytes of a message, or the connection's end; false when the time is over.</summary>
    public bool Await(TimeSpan timeout) => socket.AwaitReadable(timeout);

    /// <summary>Waits for a whole message.</summary>
    /// <param name="timeout">From now to its last byte.</param>
    /// <param name="gate">Asked between each arrival and its read: a caller that has other things to do reads late.</param>
    public HttpRead Read(TimeSpan timeout, ReadGate? gate, out HttpHead head)
    {
        head = default;
        var deadline = Deadline.After(timeout);
        var received = 0;
        _received = 0;
        var total = -1;
        while (total < 0 || received < total)
        {
            var read = ReadSome(deadline, gate, received);
            if (read.Outcome != HttpRead.Message)
            {
                return read.Outcome;
            }

            FirstByteAt = received == 0 ? Stopwatch.GetTimestamp() : FirstByteAt;
            received += read.Bytes;
            if (total < 0 && !TryFindEnd(received, out head, out total))
            {
                return HttpRead.Malformed;
            }
        }

        _received = received;
        return HttpRead.Message;
    }

    public void Dispose() => socket.Dispose();

    private (HttpRead Outcome, int Bytes) ReadSome(Deadline deadline, ReadGate? gate, int received)
    {
        if (received == BufferBytes)
        {
            return (HttpRead.Malformed, 0);
        }

        if (!socket.AwaitReadable(deadline.Left))
        {
            return (HttpRead.TimedOut, 0);
        }

        gate?.Pass();
        var bytes = socket.Receive(_buffer.AsSpan(received));
        return bytes switch
        {
            > 0 => (HttpRead.Message, bytes),
            0 => (HttpRead.Closed, 0),
            _ => (HttpRead.Broken, 0),
        };
    }

    /// <summary>True with a total of -1 as long as the head is incomplete; false when it is no HTTP or larger than the buffer.</summary>
    private bool TryFindEnd(int received, out HttpHead head, out int total)
    {
        head = default;
        total = -1;
        var bytes = _buffer.AsSpan(0, received);
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return true;
        }

        if (!HttpHead.TryParse(bytes[..end], out head))
        {
            return false;
        }

        total = end + 4 + head.BodyBytes;
        return total <= BufferBytes;
    }
}
