using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Exposition.Tests.Protos;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Wire;

/// <summary>What is written is read back by generated code, as Prometheus reads it.</summary>
public sealed class ProtobufSinkTests
{
    private const string Turns = "meshlens_turn_duration_seconds";

    [Fact]
    public void Histogram_Buckets_AreMeshLensOwnOneHigher()
    {
        var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, Durations.Of(1, 1, 1000, 0.0005))]));

        var family = Written.Protobuf(edge)[Turns];

        var histogram = Assert.Single(family.Metric).Histogram;
        Assert.Equal((MetricType.Histogram, 3, 4UL, 1UL), (family.Type, histogram.Schema, histogram.SampleCount, histogram.ZeroCount));
        Assert.Equal(Math.Pow(2, -159 / 8.0), histogram.ZeroThreshold, 15);
        Assert.Equal(1.0020005, histogram.SampleSum, 12);
        Assert.Equal(
            [(BucketBoundaries.IndexOf(1_000_000) + 1, 2L), (BucketBoundaries.IndexOf(1_000_000_000) + 1, 1L)],
            Decode(histogram).Where(static bucket => bucket.Count > 0));
        Assert.Equal(
            ["cluster=east", "source_namespace=shop", "source=web", "destination_namespace=shop", "destination=cart", "port=8080", "leg=direct"],
            family.Metric[0].Label.Select(static label => $"{label.Name}={label.Value}"));
        Assert.Equal(Written.Since.ToUnixTimeSeconds(), histogram.CreatedTimestamp.Seconds);
    }

    [Fact]
    public void Histogram_BucketBoundaries_HoldWhatPrometheusSaysTheyHold()
    {
        // Prometheus: bucket i of schema 3 holds (2^((i-1)/8), 2^(i/8)] seconds.
        Gen.ULong[1_100, 127_000_000_000].Sample(duration =>
        {
            var histogram = new ExponentialHistogram();
            histogram.Record(duration);
            var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, histogram)]));

            var (index, _) = Assert.Single(Decode(Written.Protobuf(edge)[Turns].Metric[0].Histogram));

            Assert.InRange(duration * 1e-9, Math.Pow(2, (index - 1) / 8.0) - 1e-9, Math.Pow(2, index / 8.0) + 1e-9);
        });
    }

    [Fact]
    public void Histogram_AnyDurations_AreAllInItsBuckets() =>
        Gen.ULong[1, 300_000_000_000].Array[1, 60].Sample(durations =>
        {
            var expected = new ExponentialHistogram();
            Array.ForEach(durations, expected.Record);
            var edge = Written.Edge().Close(null, Closing.End(End.Client, [(Signal.Turn, expected)]));

            var histogram = Written.Protobuf(edge)[Turns].Metric[0].Histogram;

            Assert.Equal(
                expected.Occupied.Where(static bucket => bucket.Index > BucketBoundaries.MinIndex).Select(static bucket => (bucket.Index + 1, (long)bucket.Count)),
                Decode(histogram).Where(static bucket => bucket.Count > 0));
            Assert.Equal(histogram.SampleCount, histogram.ZeroCount + (ulong)Decode(histogram).Sum(static bucket => bucket.Count));
            Assert.All(histogram.PositiveSpan.Skip(1), static span => Assert.True(span.Offset > 2));
        });

    [Fact]
    public void Verdict_OfAnEdge_IsOneAndTheOthersZero()
    {
        var edge = Written.Edge().Close(new() { Class = Core.Verdicts.VerdictClass.Network, Cause = "rtt", Symptom = Core.Verdicts.Symptom.Growth });

        var families = Written.Protobuf(edge);

        Assert.Equal(
            [("undetermined", 0d), ("healthy", 0d), ("network", 1d), ("mesh-config", 0d), ("application", 0d)],
            families["meshlens_edge_verdict"].Metric.Select(static metric => (metric.Label.Single(static label => label.Name == "meshlens_edge_verdict").Value, metric.Gauge.Value)));
        Assert.Equal(["network", "rtt", "growth"], families["meshlens_edge_verdict_cause"].Metric.Single().Label.Skip(6).Select(static label => label.Value));
        Assert.Equal(MetricType.Counter, families["meshlens_edge_requests_total"].Type);
    }

    private static List<(int Index, long Count)> Decode(Histogram histogram)
    {
        List<(int Index, long Count)> buckets = [];
        var (index, position, count) = (0, 0, 0L);
        foreach (var span in histogram.PositiveSpan)
        {
            index += span.Offset;
            for (var each = 0; each < span.Length; each++)
            {
                count += histogram.PositiveDelta[position++];
                buckets.Add((index++, count));
            }
        }

        Assert.Equal(position, histogram.PositiveDelta.Count);
        return buckets;
    }
}
