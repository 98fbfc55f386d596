using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Exposition.Export;
using MeshLens.Exposition.Tests.Rig;
using MeshLens.Exposition.Wire;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;
using ExponentialHistogram = MeshLens.Core.Histograms.ExponentialHistogram;

namespace MeshLens.Exposition.Tests.Export;

/// <summary>What is written is read back by generated code, as a backend reads it.</summary>
public sealed class OtlpSinkTests
{
    private static readonly DateTimeOffset Now = Written.Since + TimeSpan.FromMinutes(5);

    [Fact]
    public void Histogram_Buckets_AreMeshLensOwn() =>
        Gen.ULong[1, 300_000_000_000].Array[1, 60].Sample(static durations =>
        {
            var expected = new ExponentialHistogram();
            Array.ForEach(durations, expected.Record);
            var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, expected)]));

            var metric = Read(edge)["meshlens.turn.duration"];

            var point = Assert.Single(metric.ExponentialHistogram.DataPoints);
            Assert.Equal(AggregationTemporality.Cumulative, metric.ExponentialHistogram.AggregationTemporality);
            Assert.Equal((BucketBoundaries.Scale, expected.Count), (point.Scale, point.Count));
            Assert.Equal(expected.SumNs * 1e-9, point.Sum, 9);
            Assert.Equal(point.Count, point.ZeroCount + point.Positive.BucketCounts.Aggregate(0UL, static (sum, count) => sum + count));
            Assert.Equal(
                expected.Occupied.Where(static bucket => bucket.Index > BucketBoundaries.MinIndex).Select(static bucket => (bucket.Index, (ulong)bucket.Count)),
                point.Positive.BucketCounts.Select((count, slot) => (point.Positive.Offset + slot, count)).Where(static bucket => bucket.count > 0));
        });

    [Fact]
    public void Counters_OfAnEdge_AreCumulativeSinceItIsWatched()
    {
        var metrics = Read(Written.Edge().Close(new() { Requests = 7 }));

        var sum = metrics["meshlens.edge.requests"].Sum;
        var point = Assert.Single(sum.DataPoints);
        Assert.True(sum is { IsMonotonic: true, AggregationTemporality: AggregationTemporality.Cumulative });
        Assert.Equal((7d, Nanoseconds(Written.Since), Nanoseconds(Now)), (point.AsDouble, point.StartTimeUnixNano, point.TimeUnixNano));
        Assert.Equal(
            ["k8s.cluster.name=east", "source.namespace=shop", "source.name=web", "destination.namespace=shop", "destination.name=cart", "destination.port=8080"],
            point.Attributes.Select(static attribute => $"{attribute.Key}={attribute.Value.StringValue}"));
        Assert.Equal(5, metrics["meshlens.edge.verdict"].Gauge.DataPoints.Count);
    }

    [Fact]
    public void Families_WithoutSeries_AreNotThere() =>
        Assert.DoesNotContain("meshlens.edge.proxy.flags", Read(Written.Edge().Close()).Keys);

    private static Dictionary<string, Metric> Read(Core.Totals.EdgeTotals edge)
    {
        using var buffer = new ByteBuffer(16);
        var marks = OtlpMessages.Open(buffer);
        Written.WriteAll(edge, new OtlpSink(buffer, Now), classic: true);
        OtlpMessages.Close(buffer, marks);
        var request = ExportMetricsServiceRequest.Parser.ParseFrom(buffer.Written.Span);
        return request.ResourceMetrics.Single().ScopeMetrics.Single().Metrics.ToDictionary(static metric => metric.Name);
    }

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)time.ToUnixTimeSeconds() * 1_000_000_000;
}
