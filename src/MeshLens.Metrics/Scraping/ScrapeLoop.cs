using MeshLens.Metrics.Discovery;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Scraping;

/// <summary>Asks every target once per interval, each at its own moment of it, so many at once and no more.</summary>
/// <remarks>
/// A target is asked by one scrape at a time. One that is slow, huge or gone costs its own turns and one of the places; when all places
/// are taken, turns are skipped and counted, and whoever waits longest is next.
/// </remarks>
/// <param name="discovery">Says whom to ask.</param>
/// <param name="taker">Gets what they gained.</param>
/// <param name="client">Asks them; see <see cref="TargetScraper.CreateClient"/>.</param>
/// <param name="options">Valid ones.</param>
/// <param name="time">Decides turns and timeouts.</param>
public sealed class ScrapeLoop(TargetDiscovery discovery, IMetricsTaker taker, HttpMessageInvoker client, ScrapeOptions options, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string, Uri), AskedTarget> _targets = [];
    private readonly HashSet<Task> _running = [];
    private readonly SeriesBudget _budget = new(options.MaximumSeries);
    private readonly long _started = time.GetTimestamp();
    private FoundTargets _found = new([], 0, 0);
    private int? _version;
    private TimeSpan _looked;
    private long _scrapes;
    private long _failed;
    private long _skipped;

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>How it goes.</summary>
    public ScrapeStatus Status
    {
        get
        {
            lock (_gate)
            {
                return ScrapeReading.Of(_targets.Values) with
                {
                    Ambiguous = _found.Ambiguous,
                    TargetsLeftOut = _found.LeftOut,
                    Series = _budget.Taken,
                    Scrapes = _scrapes,
                    Failed = _failed,
                    Skipped = _skipped,
                };
            }
        }
    }

    /// <summary>Asks until it is cancelled, and waits for those it has asked.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            do
            {
                Turn(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }

        await WhenIdleAsync();
    }

    /// <summary>Looks for targets where that is due, and asks those whose turn it is.</summary>
    internal void Turn(CancellationToken stopping)
    {
        if (_version is null || (_version != discovery.Version && Now - _looked >= BetweenLooks))
        {
            Look();
        }

        lock (_gate)
        {
            foreach (var target in Due())
            {
                target.IsRunning = true;
                _running.Add(Task.Run(() => AskAsync(target, stopping), CancellationToken.None));
            }

            _running.RemoveWhere(static task => task.IsCompleted);
        }
    }

    /// <summary>Until everyone who was asked has answered, or was given up.</summary>
    internal Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    private List<AskedTarget> Due()
    {
        var (now, free) = (Now, options.Concurrency - _targets.Values.Count(static target => target.IsRunning));
        var due = _targets.Values.Where(target => !target.IsRunning && target.Due <= now).ToList();
        if (due.Count > free)
        {
            due.Sort(static (left, right) => left.Due.CompareTo(right.Due));
            due.RemoveRange(free, due.Count - free);
        }

        return due;
    }

    private void Look()
    {
        (_version, _looked) = (discovery.Version, Now);
        var found = discovery.Find();
        lock (_gate)
        {
            _found = found;
            var known = found.Targets.ToDictionary(static target => target.Key);
            foreach (var (key, asked) in _targets.Where(each => !known.ContainsKey(each.Key)).ToList())
            {
                _targets.Remove(key);
                Drop(asked);
            }

            foreach (var (key, target) in known)
            {
                Enter(key, target);
            }
        }
    }

    private void Enter((string, Uri) key, ScrapeTarget target)
    {
        if (_targets.TryGetValue(key, out var asked))
        {
            asked.Target = target;
            return;
        }

        var scraper = new TargetScraper(client, target.Addresses, options.Limits, time, _budget, withBuckets: false);
        _targets.Add(key, new(target, scraper, Now + (Spread.Of(target.Addresses[0].ToString()) * options.Interval)));
    }

    private static void Drop(AskedTarget asked)
    {
        asked.IsGone = true;
        if (!asked.IsRunning)
        {
            asked.Scraper.Forget();
        }
    }

    private async Task AskAsync(AskedTarget asked, CancellationToken stopping)
    {
        var answer = ScrapeAnswer.Failed(ScrapeFailure.Unreachable, "It was not asked to the end.");
        try
        {
            answer = await asked.Scraper.ScrapeAsync(stopping);
            if (answer.Result is { } result && !asked.IsGone)
            {
                taker.Take(asked.Target.Workload, options.Interval, result);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody foresaw it: it is told beside the target, and the others go on.
            answer = ScrapeAnswer.Failed(ScrapeFailure.NotTaken, fault.Message);
        }
        finally
        {
            Settle(asked, answer);
        }
    }

    private void Settle(AskedTarget asked, ScrapeAnswer answer)
    {
        lock (_gate)
        {
            asked.IsRunning = false;
            _scrapes++;
            _failed += answer.Failure == ScrapeFailure.None ? 0 : 1;
            _skipped += asked.Note(answer, options.Interval, Now, time.GetUtcNow());
            if (asked.IsGone)
            {
                asked.Scraper.Forget();
            }
        }
    }
}
