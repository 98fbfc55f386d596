using System.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Text;

/// <summary>A text read to its end.</summary>
internal sealed record Reading(IReadOnlyList<string> Lines, MetricsTextError? Error)
{
    public static Reading Of(string text, MetricsFormat format = MetricsFormat.Prometheus) => Of(Encoding.UTF8.GetBytes(text), format);

    public static Reading Of(ReadOnlySpan<byte> text, MetricsFormat format)
    {
        var lines = new List<string>();
        var reader = new MetricsReader(text, format);
        while (reader.Read())
        {
            lines.Add(ReadLine.Of(reader));
        }

        return new(lines, reader.Error);
    }

    /// <summary>The same, shown to the reader in blocks.</summary>
    /// <param name="block">Bytes of the next block.</param>
    public static Reading InBlocks(ReadOnlySpan<byte> text, MetricsFormat format, Func<int> block)
    {
        var (lines, state) = (new List<string>(), new MetricsReaderState(format));
        for (int start = 0, end = 0; ;)
        {
            end = Math.Min(text.Length, end + block());
            var reader = new MetricsReader(text[start..end], state, isFinal: end == text.Length);
            while (reader.Read())
            {
                lines.Add(ReadLine.Of(reader));
            }

            start += reader.Consumed;
            if (end == text.Length)
            {
                return new(lines, state.Error);
            }
        }
    }
}
