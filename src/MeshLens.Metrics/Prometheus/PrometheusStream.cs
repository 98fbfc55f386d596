using System.Buffers;

namespace MeshLens.Metrics.Prometheus;

/// <summary>Shows an answer its bytes as they arrive: no more of it is held than a block and the token that the block cuts.</summary>
internal static class PrometheusStream
{
    private const int FirstBlock = 64 * 1024;
    private const int LongestToken = 1 << 20;

    /// <exception cref="InvalidDataException">It is longer than it may be.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    public static async Task ReadAsync(Stream stream, PrometheusAnswer answer, long maximumBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBlock);
        var (filled, total) = (0, 0L);
        try
        {
            for (var isFinal = false; !isFinal && answer.Mistake is null;)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
                (filled, total, isFinal) = (filled + read, total + read, read == 0);
                if (total > maximumBytes)
                {
                    throw new InvalidDataException($"The answer is longer than {maximumBytes} bytes: narrow it with --prometheus-match.");
                }

                var consumed = answer.Take(buffer.AsSpan(0, filled), isFinal);
                filled -= consumed;
                buffer.AsSpan(consumed, filled).CopyTo(buffer);
                buffer = filled < buffer.Length ? buffer : Grow(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        if (full.Length >= LongestToken)
        {
            throw new InvalidDataException($"A text in the answer is longer than {LongestToken} bytes.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
