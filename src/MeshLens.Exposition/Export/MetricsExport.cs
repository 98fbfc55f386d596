using MeshLens.Core.Totals;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Self;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Export;

/// <summary>Sends everything that <c>/metrics</c> shows, in requests of a size that backends take.</summary>
internal sealed class MetricsExport(EdgeSelection edges, SelfFamilies self, OtlpClient client, TimeProvider time)
{
    /// <summary>Most backends take four megabytes, unpacked.</summary>
    private const int LargestRequest = 2 * 1024 * 1024;

    /// <summary>A request that is not taken is lost: totals are told again next time.</summary>
    /// <returns>The backend's answer to all of it: the first one by which it wants to be left alone for now, else the last.</returns>
    public async Task<ExportAnswer> Send(CancellationToken cancellation)
    {
        using var buffer = new ByteBuffer(LargestRequest);
        var (reading, now, shown) = (new HistogramReading(), time.GetUtcNow(), edges.Take());
        var marks = OtlpMessages.Open(buffer);
        var sink = new OtlpSink(buffer, now);
        self.Write(sink, reading);
        foreach (var family in EdgeFamilies.All)
        {
            for (var position = 0; position < shown.Count;)
            {
                sink.Begin(family.Family);
                while (position < shown.Count && buffer.Length < LargestRequest)
                {
                    family.Write(shown[position++], sink, reading);
                }

                sink.End();
                if (buffer.Length >= LargestRequest)
                {
                    if (await Flush(buffer, marks, cancellation) is { Result: ExportResult.Later } later)
                    {
                        return later;
                    }

                    marks = OtlpMessages.Open(buffer);
                }
            }
        }

        return await Flush(buffer, marks, cancellation);
    }

    private async Task<ExportAnswer> Flush(ByteBuffer buffer, (int Resource, int Scope) marks, CancellationToken cancellation)
    {
        OtlpMessages.Close(buffer, marks);
        var answer = await client.Post("metrics", buffer.Written, cancellation);
        buffer.Clear();
        return answer;
    }
}
