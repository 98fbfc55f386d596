using System.Buffers;

namespace MeshLens.Otlp;

/// <summary>An export request, unpacked, in bytes from the shared pool. Whoever takes it gives the buffer back.</summary>
/// <param name="Buffer">From <see cref="ArrayPool{T}.Shared"/>.</param>
/// <param name="Length">How much of it is the request.</param>
public readonly record struct OtlpPayload(byte[] Buffer, int Length)
{
    /// <summary>How it came.</summary>
    public OtlpTransport Transport { get; init; }

    /// <summary>In what it is written.</summary>
    public OtlpEncoding Encoding { get; init; }

    /// <summary>It came packed with gzip.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The request.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Gives the buffer back.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}
