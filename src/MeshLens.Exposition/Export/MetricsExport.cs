using MeshLens.Core.Totals;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Families;
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
        var marks = OtlpMessages.Open(buffer);
        var sink = new OtlpSink(buffer, time.GetUtcNow());
        foreach (var family in Write(sink))
        {
            if (buffer.Length < LargestRequest)
            {
                continue;
            }

            // The rest of the family goes on in the next request.
            sink.End();
            if (await Flush(buffer, marks, cancellation) is { Result: ExportResult.Later } later)
            {
                return later;
            }

            marks = OtlpMessages.Open(buffer);
            sink.Begin(family);
        }

        return await Flush(buffer, marks, cancellation);
    }

    private IEnumerable<MetricFamily> Write(OtlpSink sink)
    {
        var (reading, shown) = (new HistogramReading(), edges.Take());
        foreach (var family in self.Write(sink, reading))
        {
            yield return family;
        }

        foreach (var family in EdgeFamilies.All)
        {
            sink.Begin(family.Family);
            foreach (var edge in shown)
            {
                family.Write(edge, sink, reading);
                yield return family.Family;
            }

            sink.End();
        }
    }

    private async Task<ExportAnswer> Flush(ByteBuffer buffer, (int Resource, int Scope) marks, CancellationToken cancellation)
    {
        OtlpMessages.Close(buffer, marks);
        var answer = await client.Post("metrics", buffer.Written, cancellation);
        buffer.Clear();
        return answer;
    }
}
