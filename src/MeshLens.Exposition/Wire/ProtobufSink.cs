using MeshLens.Core.Histograms;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Wire;

/// <summary>
/// Prometheus' protobuf format: <c>io.prometheus.client.MetricFamily</c>, each behind its length. The one that carries native histograms:
/// a series each, with MeshLens' own buckets.
/// </summary>
/// <remarks>
/// Schema 3 is scale 3, and Prometheus numbers a bucket by its upper bound where OTLP takes the lower, so it is one more. MeshLens' lowest
/// bucket reaches down to zero and becomes the zero bucket with its upper bound for a threshold: exact. What is longer than 128 s counts
/// in the bucket that ends there; the sum is exact.
/// </remarks>
internal sealed class ProtobufSink(ByteBuffer output) : IMetricSink
{
    // Gaps of so few empty buckets are cheaper written down than as a span of their own.
    private const int ShortGap = 2;

    private int _mark;
    private MetricKind _kind;

    public void Begin(MetricFamily family)
    {
        _kind = family.Kind;
        _mark = output.Open();
        output.String(1, family.SampleName);
        output.String(2, family.Help);
        output.Varint(3, TypeOf(family.Kind));
        if (family.PrometheusUnit.Length > 0)
        {
            output.String(5, family.PrometheusUnit);
        }
    }

    public void Value(LabelSet labels, LabelSet more, double value, DateTimeOffset since)
    {
        var metric = Metric(labels, more);
        var holder = output.Open(_kind == MetricKind.Counter ? 3 : 2);
        output.Double(1, value);
        if (_kind == MetricKind.Counter)
        {
            Timestamp(3, since);
        }

        output.Close(holder);
        output.Close(metric);
    }

    public void Histogram(LabelSet labels, LabelSet more, HistogramReading reading, bool classic, DateTimeOffset since)
    {
        var metric = Metric(labels, more);
        var histogram = output.Open(7);
        output.Varint(1, reading.Count);
        output.Double(2, reading.SumNs * 1e-9);
        output.ZigZag(5, BucketBoundaries.Scale);
        output.Double(6, HistogramReading.ZeroThresholdSeconds);
        output.Varint(7, reading.ZeroCount);
        Spans(reading);
        Deltas(reading.Buckets);
        Timestamp(15, since);
        output.Close(histogram);
        output.Close(metric);
    }

    public void End() => output.Close(_mark);

    private int Metric(LabelSet labels, LabelSet more)
    {
        var metric = output.Open(4);
        output.Raw(labels.Protobuf);
        output.Raw(more.Protobuf);
        return metric;
    }

    private void Spans(HistogramReading reading)
    {
        var buckets = reading.Buckets;
        var offset = reading.FirstIndex + 1;
        for (var start = 0; start < buckets.Length;)
        {
            var end = EndOfRun(buckets, start);
            var span = output.Open(12);
            output.ZigZag(1, offset);
            output.Varint(2, (ulong)(end - start));
            output.Close(span);
            start = NextOccupied(buckets, end);
            offset = start - end;
        }
    }

    private void Deltas(ReadOnlySpan<ulong> buckets)
    {
        if (buckets.IsEmpty)
        {
            return;
        }

        var packed = output.Open(13);
        long before = 0;
        for (var start = 0; start < buckets.Length;)
        {
            var end = EndOfRun(buckets, start);
            foreach (var count in buckets[start..end])
            {
                output.ZigZag((long)count - before);
                before = (long)count;
            }

            start = NextOccupied(buckets, end);
        }

        output.Close(packed);
    }

    // A run ends before a gap that is worth a span of its own.
    private static int EndOfRun(ReadOnlySpan<ulong> buckets, int start)
    {
        var end = start;
        while (end < buckets.Length)
        {
            var next = NextOccupied(buckets, end);
            if (next - end > ShortGap)
            {
                return end;
            }

            end = Math.Min(next + 1, buckets.Length);
        }

        return end;
    }

    private static int NextOccupied(ReadOnlySpan<ulong> buckets, int from)
    {
        var gap = buckets[from..].IndexOfAnyExcept(0UL);
        return gap < 0 ? buckets.Length : from + gap;
    }

    private void Timestamp(int field, DateTimeOffset time)
    {
        var mark = output.Open(field);
        output.Varint(1, (ulong)time.ToUnixTimeSeconds());
        output.Close(mark);
    }

    private static ulong TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => 0,
        MetricKind.Histogram => 4,
        _ => 1,
    };
}
