using System.Buffers;

namespace MeshLens.Otlp;

/// <summary>An export request in protobuf, in bytes from the shared pool. Whoever takes it gives the buffer back.</summary>
/// <param name="Buffer">From <see cref="ArrayPool{T}.Shared"/>.</param>
/// <param name="Length">How much of it is the request.</param>
public readonly record struct OtlpPayload(byte[] Buffer, int Length)
{
    /// <summary>The request.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Gives the buffer back.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}
