using System.Diagnostics.Metrics;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Self;

/// <summary>What one instrument of MeshLens adds up to, per set of tags.</summary>
internal sealed class InstrumentTotals(Instrument instrument)
{
    /// <summary>Sets of tags kept per instrument: their values are enums, so what exceeds this is a mistake of ours.</summary>
    private const int MaxSeries = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly bool _adds = IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(UpDownCounter<>));
    private readonly double _toNs = instrument.Unit == "ms" ? 1e6 : 1e9;

    public MetricFamily Family { get; } = new(
        instrument.Name, instrument.Unit ?? "", KindOf(instrument), instrument.Description ?? instrument.Name);

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (Find(tags) is not { } series)
            {
                return;
            }

            if (series.Histogram is { } histogram)
            {
                histogram.Record((ulong)Math.Max(0, value * _toNs));
            }
            else
            {
                series.Value = _adds ? series.Value + value : value;
            }
        }
    }

    /// <summary>Writes every series through the two actions.</summary>
    public void Write(Action<LabelSet, double> value, Action<LabelSet, HistogramTotals> histogram)
    {
        lock (_gate)
        {
            foreach (var series in _series.Values)
            {
                if (series.Histogram is { } totals)
                {
                    histogram(series.Labels, totals);
                }
                else
                {
                    value(series.Labels, series.Value);
                }
            }
        }
    }

    private static MetricKind KindOf(Instrument instrument) =>
        IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(ObservableCounter<>)) ? MetricKind.Counter
        : IsA(instrument, typeof(Histogram<>)) ? MetricKind.Histogram
        : MetricKind.Gauge;

    private static bool IsA(Instrument instrument, Type generic) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == generic;

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = string.Empty;
        foreach (var (name, value) in tags)
        {
            key = $"{key}\n{name}\n{value}";
        }

        if (!_series.TryGetValue(key, out var series) && _series.Count < MaxSeries)
        {
            series = new(LabelsOf(tags), Family.Kind == MetricKind.Histogram ? new() : null);
            _series.Add(key, series);
        }

        return series;
    }

    private static LabelSet LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new Label[tags.Length];
        for (var position = 0; position < tags.Length; position++)
        {
            var (name, value) = tags[position];
            labels[position] = new(name.Replace('.', '_'), name, value?.ToString() ?? "");
        }

        return new(labels);
    }

    private sealed class Series(LabelSet labels, HistogramTotals? histogram)
    {
        public LabelSet Labels => labels;

        public HistogramTotals? Histogram => histogram;

        public double Value { get; set; }
    }
}
