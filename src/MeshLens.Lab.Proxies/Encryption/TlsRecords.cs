using System.Buffers.Binary;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>
/// A socket's bytes for TLS, never beyond the end of a record: what has not been asked for stays in the socket, so whether the socket can be
/// read tells whether anything has come.
/// </summary>
internal sealed class TlsRecords(TcpSocket socket, TimeSpan patience) : Stream
{
    private const int HeaderBytes = 5;

    private readonly byte[] _header = new byte[HeaderBytes];
    private int _headerRead;
    private int _left;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var most = _left > 0 ? _left : HeaderBytes - _headerRead;
        if (!socket.AwaitReadable(patience))
        {
            throw new IOException("The peer is silent in the middle of a record.");
        }

        var read = socket.Receive(buffer[..Math.Min(most, buffer.Length)]);
        if (read < 0)
        {
            throw new IOException("The connection broke.");
        }

        Follow(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!socket.Send(buffer))
        {
            throw new IOException("The connection broke.");
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // What is written is sent.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Follow(ReadOnlySpan<byte> read)
    {
        if (_left > 0)
        {
            _left -= read.Length;
            return;
        }

        read.CopyTo(_header.AsSpan(_headerRead));
        _headerRead += read.Length;
        if (_headerRead == HeaderBytes)
        {
            (_left, _headerRead) = (BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(3)), 0);
        }
    }
}
