using Grpc.Core;

namespace MeshLens.Otlp.Grpc;

/// <summary>Ends the call when more is read through it than the bound.</summary>
internal sealed class BoundedStream(Stream stream, int maximumBytes) : Stream
{
    private long _left = maximumBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Unpack(buffer);
        _left -= read;
        return _left >= 0
            ? read
            : throw new RpcException(new(StatusCode.ResourceExhausted, $"The message unpacks to more than {maximumBytes} bytes: send smaller ones."));
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, "The message is not packed as it says."));
        }
    }
}
