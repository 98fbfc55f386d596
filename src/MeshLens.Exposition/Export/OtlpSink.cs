using MeshLens.Core.Histograms;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Export;

/// <summary>Writes families as <c>opentelemetry.proto.metrics.v1.Metric</c> fields of a <c>ScopeMetrics</c>; histograms are exponential.</summary>
/// <remarks>Everything is cumulative since the edge or the process is watched. The buckets are MeshLens' own: scale 3, the same offset.</remarks>
internal sealed class OtlpSink(ByteBuffer output, DateTimeOffset now) : IMetricSink
{
    private const ulong Cumulative = 2;

    private MetricFamily _family = null!;
    private int _start;
    private int _metric;
    private int _data;
    private int _empty;

    /// <summary>Series written so far.</summary>
    public int Points { get; private set; }

    public void Begin(MetricFamily family)
    {
        _family = family;
        _start = output.Length;
        _metric = output.Open(2);
        output.String(1, family.Name);
        output.String(2, family.Help);
        output.String(3, family.Unit);
        _data = output.Open(family.Kind switch { MetricKind.Counter => 7, MetricKind.Histogram => 10, _ => 5 });
        _empty = Points;
    }

    public void Value(LabelSet labels, LabelSet more, double value, DateTimeOffset since)
    {
        var point = output.Open(1);
        if (_family.Kind == MetricKind.Counter)
        {
            output.Fixed(2, Nanoseconds(since));
        }

        output.Fixed(3, Nanoseconds(now));
        output.Double(4, value);
        Attributes(7, labels);
        Attributes(7, more);
        output.Close(point);
        Points++;
    }

    public void Histogram(LabelSet labels, LabelSet more, HistogramReading reading, bool classic, DateTimeOffset since)
    {
        var point = output.Open(1);
        Attributes(1, labels);
        Attributes(1, more);
        output.Fixed(2, Nanoseconds(since));
        output.Fixed(3, Nanoseconds(now));
        output.Fixed(4, reading.Count);
        output.Double(5, reading.SumNs * 1e-9);
        output.ZigZag(6, BucketBoundaries.Scale);
        output.Fixed(7, reading.ZeroCount);
        Buckets(reading);
        output.Double(14, HistogramReading.ZeroThresholdSeconds);
        output.Close(point);
        Points++;
    }

    public void End()
    {
        if (Points == _empty)
        {
            output.Truncate(_start);
            return;
        }

        if (_family.Kind is MetricKind.Counter or MetricKind.Histogram)
        {
            output.Varint(2, Cumulative);
        }

        if (_family.Kind == MetricKind.Counter)
        {
            output.Varint(3, 1);
        }

        output.Close(_data);
        output.Close(_metric);
    }

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private void Buckets(HistogramReading reading)
    {
        var buckets = output.Open(8);
        if (!reading.Buckets.IsEmpty)
        {
            output.ZigZag(1, reading.FirstIndex);
            var counts = output.Open(2);
            foreach (var count in reading.Buckets)
            {
                output.Varint(count);
            }

            output.Close(counts);
        }

        output.Close(buckets);
    }

    private void Attributes(int field, LabelSet labels)
    {
        foreach (var label in labels.Labels)
        {
            OtlpMessages.Attribute(output, field, label.Attribute, label.Value);
        }
    }
}
