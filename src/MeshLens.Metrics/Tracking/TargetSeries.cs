using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tracking;

/// <summary>The series of one target, and what each of them gained from scrape to scrape.</summary>
/// <remarks>
/// A scrape counts as a whole or not at all, so its values wait until it is read to the end. A counter that is below what it was
/// began anew, and what it shows is what it gained. A counter that was not there at the last scrape began at zero since then; one
/// that comes back after missing scrapes is compared with what it was. A reset between two scrapes after which the counter
/// overtook its old value again cannot be seen. Not safe for several threads.
/// </remarks>
/// <param name="maximumSeries">More are left out, and counted.</param>
/// <param name="budget">What all targets may remember together; none leaves each target to its own maximum.</param>
/// <param name="withBuckets">Also the buckets of histograms, which are nine of ten series.</param>
public sealed class TargetSeries(int maximumSeries, SeriesBudget? budget = null, bool withBuckets = true) : IMetricsHandler
{
    /// <summary>Scrapes without it after which a series is forgotten.</summary>
    public const int Patience = 20;

    private readonly Dictionary<UInt128, TrackedSeries> _series = [];
    private readonly MeaningReader _meanings = new();
    private long _scrape;
    private DateTimeOffset? _last;
    private int _overflow;
    private bool _overflowed;

    public int Count => _series.Count;

    /// <summary>Before the first line of a scrape.</summary>
    public void Begin()
    {
        _scrape++;
        _overflow = 0;
    }

    public void Take(in MetricsReader reader)
    {
        if (reader.Kind == LineKind.Sample && !double.IsNaN(reader.Value) && Measures.Of(reader.Name) is var measure and not Measure.None
            && (withBuckets || !measure.IsBucket()) && Find(reader, measure) is { } series && series.Scrape != _scrape)
        {
            (series.Next, series.Scrape) = (reader.Value, _scrape);
        }
    }

    /// <summary>After the last line.</summary>
    /// <param name="at">When the scrape was asked for.</param>
    /// <param name="isWhole">The text was right to its end.</param>
    public ScrapeResult End(DateTimeOffset at, bool isWhole)
    {
        if (!isWhole || at <= _last)
        {
            Drop();
            return ScrapeResult.Nothing(isWhole ? ScrapeOutcome.Late : ScrapeOutcome.Malformed, at);
        }

        var gains = new List<Gain>();
        var (resets, vanished) = (0, 0);
        foreach (var (key, series) in _series)
        {
            if (series.Scrape != _scrape)
            {
                vanished += series.Missed == 0 ? 1 : 0;
                Miss(key, series);
                continue;
            }

            resets += series.IsKnown && series.Next < series.Last && series.Meaning.Measure.IsCounter() ? 1 : 0;
            Settle(series, gains);
        }

        var result = new ScrapeResult(_last is null ? ScrapeOutcome.First : ScrapeOutcome.Taken, _last ?? at, at, gains, resets, vanished, _overflow);
        (_last, _overflowed) = (at, _overflow > 0);
        _meanings.Clear();
        return result;
    }

    /// <summary>The target is gone: its room is another's.</summary>
    public void Forget()
    {
        budget?.Return(_series.Count);
        _series.Clear();
        _last = null;
    }

    private TrackedSeries? Find(in MetricsReader reader, Measure measure)
    {
        var key = SeriesHash.Of(reader.Series);
        if (_series.TryGetValue(key, out var series))
        {
            return series;
        }

        if (_series.Count >= maximumSeries || budget?.TryTake() == false)
        {
            _overflow++;
            return null;
        }

        if (_meanings.Read(measure, reader.Labels) is not { } meaning)
        {
            budget?.Return(1);
            return null;
        }

        series = new(meaning) { BeganAtZero = _last is not null && !_overflowed };
        _series.Add(key, series);
        return series;
    }

    private static void Settle(TrackedSeries series, List<Gain> gains)
    {
        var gain = !series.Meaning.Measure.IsCounter() ? series.Next
            : series.IsKnown ? Counters.Gain(series.Last, series.Next)
            : series.BeganAtZero ? series.Next
            : 0;
        if (gain > 0 || !series.Meaning.Measure.IsCounter())
        {
            gains.Add(new(series.Meaning, gain));
        }

        (series.Last, series.IsKnown, series.Missed) = (series.Next, true, 0);
    }

    private void Miss(UInt128 key, TrackedSeries series)
    {
        if (++series.Missed >= Patience)
        {
            Remove(key);
        }
    }

    // What this scrape alone brought is not known yet: the next scrape meets it as if for the first time.
    private void Drop()
    {
        foreach (var (key, series) in _series)
        {
            if (!series.IsKnown)
            {
                Remove(key);
            }
        }

        _meanings.Clear();
    }

    private void Remove(UInt128 key)
    {
        _series.Remove(key);
        budget?.Return(1);
    }
}
