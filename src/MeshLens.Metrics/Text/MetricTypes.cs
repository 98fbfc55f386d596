namespace MeshLens.Metrics.Text;

/// <summary>The words for types.</summary>
internal static class MetricTypes
{
    public static bool TryRead(ReadOnlySpan<byte> word, MetricsFormat format, out MetricType type)
    {
        type = Of(word);
        return type != MetricType.Unknown || word.SequenceEqual(format == MetricsFormat.OpenMetrics ? "unknown"u8 : "untyped"u8);
    }

    private static MetricType Of(ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("counter"u8) => MetricType.Counter,
        _ when word.SequenceEqual("gauge"u8) => MetricType.Gauge,
        _ when word.SequenceEqual("histogram"u8) => MetricType.Histogram,
        _ when word.SequenceEqual("summary"u8) => MetricType.Summary,
        _ when word.SequenceEqual("info"u8) => MetricType.Info,
        _ when word.SequenceEqual("stateset"u8) => MetricType.StateSet,
        _ when word.SequenceEqual("gaugehistogram"u8) => MetricType.GaugeHistogram,
        _ => MetricType.Unknown,
    };
}
