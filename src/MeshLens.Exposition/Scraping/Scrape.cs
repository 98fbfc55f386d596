using MeshLens.Core.Totals;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Self;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Scraping;

/// <summary>Writes everything once, in one format, in pieces: nothing of the size of ten thousand edges is ever put together.</summary>
/// <remarks>In protobuf a family stands behind its length, so there a piece is a family.</remarks>
internal sealed class Scrape(EdgeSelection edges, SelfFamilies self)
{
    private const int PieceLength = 64 * 1024;

    /// <summary>Whether anybody has asked for a format whose histograms have classic buckets.</summary>
    public bool HasGivenBuckets { get; private set; }

    public async Task Write(ExpositionFormat format, Stream output, CancellationToken cancellation)
    {
        using var buffer = new ByteBuffer(2 * PieceLength);
        HasGivenBuckets |= format != ExpositionFormat.Protobuf;
        var text = new TextSink(buffer, format == ExpositionFormat.OpenMetrics);
        IMetricSink sink = format == ExpositionFormat.Protobuf ? new ProtobufSink(buffer) : text;
        var reading = new HistogramReading();
        var shown = edges.Take();
        foreach (var _ in self.Write(sink, reading))
        {
            if (buffer.Length >= PieceLength && sink is TextSink)
            {
                await Drain(buffer, output, cancellation);
            }
        }

        await Drain(buffer, output, cancellation);
        foreach (var family in EdgeFamilies.All)
        {
            sink.Begin(family.Family);
            foreach (var edge in shown)
            {
                family.Write(edge, sink, reading);
                if (buffer.Length >= PieceLength && sink is TextSink)
                {
                    await Drain(buffer, output, cancellation);
                }
            }

            sink.End();
            await Drain(buffer, output, cancellation);
        }

        if (sink is TextSink)
        {
            text.Finish();
            await Drain(buffer, output, cancellation);
        }
    }

    private static async ValueTask Drain(ByteBuffer buffer, Stream output, CancellationToken cancellation)
    {
        await output.WriteAsync(buffer.Written, cancellation);
        buffer.Clear();
    }
}
