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
    private readonly List<Series> _series = [];
    private readonly bool _adds = IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(UpDownCounter<>));
    private readonly double _toNs = instrument.Unit == "ms" ? 1e6 : 1e9;

    public MetricFamily Family { get; } = new(
        instrument.Name, instrument.Unit ?? "", KindOf(instrument), instrument.Description ?? instrument.Name);

    /// <summary>Measurements that found no room.</summary>
    public long Dropped { get; private set; }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (Find(tags) is not { } series)
            {
                Dropped++;
                return;
            }

            series.IsHeard = true;
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

    /// <summary>An instrument that is asked is about to be.</summary>
    public void Ask() => Each(static all => all.ForEach(static series => series.IsHeard = false));

    /// <summary>It was: what it no longer tells of is gone.</summary>
    public void Asked() => Each(static all => all.RemoveAll(static series => !series.IsHeard));

    /// <summary>Writes every series through the two actions.</summary>
    public void Write(Action<LabelSet, double> value, Action<LabelSet, HistogramTotals> histogram)
    {
        lock (_gate)
        {
            foreach (var series in _series)
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

    private void Each(Action<List<Series>> act)
    {
        if (instrument.IsObservable)
        {
            lock (_gate)
            {
                act(_series);
            }
        }
    }

    // Measured on every path there is, so nothing is allocated for what is known: series are few.
    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var known in _series)
        {
            if (known.Has(tags))
            {
                return known;
            }
        }

        if (_series.Count >= MaxSeries)
        {
            return null;
        }

        var added = new Series(tags.ToArray(), LabelsOf(tags), Family.Kind == MetricKind.Histogram ? new() : null);
        _series.Add(added);
        return added;
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

    private sealed class Series(KeyValuePair<string, object?>[] tags, LabelSet labels, HistogramTotals? histogram)
    {
        public LabelSet Labels => labels;

        public HistogramTotals? Histogram => histogram;

        public double Value { get; set; }

        /// <summary>Whether it was measured since the instrument was asked.</summary>
        public bool IsHeard { get; set; }

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != tags.Length)
            {
                return false;
            }

            for (var position = 0; position < tags.Length; position++)
            {
                if (tags[position].Key != others[position].Key || !Equals(tags[position].Value, others[position].Value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
