using System.Runtime.InteropServices;

namespace MeshLens.Agent.Host;

/// <summary>
/// Standard output that says when it cannot be written. <see cref="Console.Out"/> hides that its reader has gone, and a live list
/// would go on for nobody.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>As text; what is written waits until it is flushed.</summary>
    public static TextWriter Open() => new StreamWriter(new StandardOutput()) { NewLine = "\n" };

    /// <exception cref="IOException">Its HResult is the errno: nobody reads any more, or the disk is full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = LibC.Write(Descriptor, buffer, (nuint)buffer.Length);
            var error = Marshal.GetLastPInvokeError();
            if (written < 0 && error != Interrupted)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }

            buffer = buffer[(int)Math.Max(0, written)..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
