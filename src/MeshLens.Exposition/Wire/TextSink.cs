using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Wire;

/// <summary>Prometheus' text format 0.0.4, or OpenMetrics 1.0.0, which differ in little.</summary>
/// <remarks>
/// <code>
/// # HELP meshlens_edge_requests_total Requests.
/// # TYPE meshlens_edge_requests_total counter
/// meshlens_edge_requests_total{source="web",destination="cart",port="80"} 17
/// </code>
/// </remarks>
internal sealed class TextSink(ByteBuffer output, bool openMetrics) : IMetricSink
{
    private MetricFamily _family = null!;

    public void Begin(MetricFamily family)
    {
        _family = family;
        var name = openMetrics ? family.BaseName : family.SampleName;
        Describe("# HELP "u8, name, family.Help.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal));
        Describe("# TYPE "u8, name, TypeOf(family.Kind));
        if (openMetrics && family.PrometheusUnit.Length > 0)
        {
            Describe("# UNIT "u8, name, family.PrometheusUnit);
        }
    }

    public void Value(LabelSet labels, LabelSet more, double value, DateTimeOffset since)
    {
        Series(""u8, labels, more);
        output.Raw((byte)' ');
        output.Number(value);
        output.Raw((byte)'\n');
    }

    public void Histogram(LabelSet labels, LabelSet more, HistogramReading reading, bool classic, DateTimeOffset since)
    {
        foreach (var bound in classic ? ClassicBounds.All : [])
        {
            Bucket(labels, more, openMetrics ? bound.OpenMetrics : bound.Text, reading.CountUpTo(bound.Index));
        }

        Bucket(labels, more, ClassicBounds.Infinity, reading.Count);
        Series("_sum"u8, labels, more);
        output.Raw((byte)' ');
        output.Number(reading.SumNs * 1e-9);
        output.Raw((byte)'\n');
        Series("_count"u8, labels, more);
        output.Raw((byte)' ');
        output.Number(reading.Count);
        output.Raw((byte)'\n');
    }

    public void End()
    {
    }

    /// <summary>After the last family.</summary>
    public void Finish()
    {
        if (openMetrics)
        {
            output.Raw("# EOF\n"u8);
        }
    }

    private void Bucket(LabelSet labels, LabelSet more, ReadOnlySpan<byte> bound, ulong count)
    {
        Series("_bucket"u8, labels, more, bound);
        output.Raw((byte)' ');
        output.Number(count);
        output.Raw((byte)'\n');
    }

    private void Series(ReadOnlySpan<byte> suffix, LabelSet labels, LabelSet more, ReadOnlySpan<byte> bound = default)
    {
        output.Text(_family.SampleName);
        output.Raw(suffix);
        var first = labels.Text;
        var second = more.Text;
        if (first.Length + second.Length + bound.Length == 0)
        {
            return;
        }

        output.Raw((byte)'{');
        output.Raw(first);
        Comma(first.Length > 0 && second.Length > 0);
        output.Raw(second);
        Comma(first.Length + second.Length > 0 && bound.Length > 0);
        output.Raw(bound);
        output.Raw((byte)'}');
    }

    private void Comma(bool wanted)
    {
        if (wanted)
        {
            output.Raw((byte)',');
        }
    }

    private void Describe(ReadOnlySpan<byte> what, string name, string text)
    {
        output.Raw(what);
        output.Text(name);
        output.Raw((byte)' ');
        output.Text(text);
        output.Raw((byte)'\n');
    }

    private string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        MetricKind.StateSet when openMetrics => "stateset",
        _ => "gauge",
    };
}
