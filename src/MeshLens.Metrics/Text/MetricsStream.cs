using System.Buffers;

namespace MeshLens.Metrics.Text;

/// <summary>Reads a text as it arrives: no more of it is held than a block and the line that the block cuts.</summary>
public static class MetricsStream
{
    /// <summary>What a line may be long, in bytes: a line of Istio has a thousand.</summary>
    public const int MaximumLine = 1 << 20;

    private const int FirstBlock = 64 * 1024;

    /// <summary>Reads to the end, to the first mistake, or to the limit.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="state">Says how it went: <see cref="MetricsReaderState.Error"/> and the lines read.</param>
    /// <param name="handler">Gets each line.</param>
    /// <param name="maximumBytes">A longer text is given up with an error.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Bytes read.</returns>
    public static async Task<long> ReadAsync(
        Stream stream, MetricsReaderState state, IMetricsHandler handler, long maximumBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBlock);
        var (filled, total) = (0, 0L);
        try
        {
            for (var isFinal = false; !isFinal && state.Error is null;)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
                (filled, total, isFinal) = (filled + read, total + read, read == 0);
                if (total > maximumBytes)
                {
                    state.Error = new(state.Line + 1, 1, $"The text is longer than {maximumBytes} bytes.");
                    break;
                }

                var consumed = Take(buffer.AsSpan(0, filled), state, isFinal, handler);
                filled -= consumed;
                buffer.AsSpan(consumed, filled).CopyTo(buffer);
                buffer = filled < buffer.Length ? buffer : Grow(buffer, state);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return total;
    }

    private static int Take(ReadOnlySpan<byte> block, MetricsReaderState state, bool isFinal, IMetricsHandler handler)
    {
        var reader = new MetricsReader(block, state, isFinal);
        while (reader.Read())
        {
            handler.Take(reader);
        }

        return reader.Consumed;
    }

    private static byte[] Grow(byte[] full, MetricsReaderState state)
    {
        if (full.Length >= MaximumLine)
        {
            state.Error = new(state.Line + 1, 1, $"The line is longer than {MaximumLine} bytes.");
            return full;
        }

        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
