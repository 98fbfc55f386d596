using System.Text;
using Google.Protobuf;
using MeshLens.Core.Edges;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Tests.Protos;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>What is written of edges, in each format.</summary>
internal static class Written
{
    public static readonly DateTimeOffset Since = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static EdgeTotals Edge(string source = "web", string destination = "cart") =>
        new(new("east", "shop", source, "shop", destination, 8080), Since);

    public static string Text(EdgeTotals edge, bool openMetrics = false, bool classic = true)
    {
        using var buffer = new ByteBuffer(16);
        var sink = new TextSink(buffer, openMetrics);
        WriteAll(edge, sink, classic);
        sink.Finish();
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }

    public static Dictionary<string, MetricFamily> Protobuf(EdgeTotals edge)
    {
        using var buffer = new ByteBuffer(16);
        WriteAll(edge, new ProtobufSink(buffer), classic: true);
        return ReadFamilies(buffer.Written.ToArray());
    }

    public static Dictionary<string, MetricFamily> ReadFamilies(byte[] bytes)
    {
        var families = new Dictionary<string, MetricFamily>();
        var input = new CodedInputStream(bytes);
        while (!input.IsAtEnd)
        {
            var family = new MetricFamily();
            input.ReadMessage(family);
            families.Add(family.Name, family);
        }

        return families;
    }

    public static void WriteAll(EdgeTotals edge, IMetricSink sink, bool classic)
    {
        var series = new EdgeSeries(edge) { Shown = true, WithBuckets = classic };
        foreach (var family in EdgeFamilies.All)
        {
            sink.Begin(family.Family);
            family.Write(series, sink, new HistogramReading());
            sink.End();
        }
    }
}
