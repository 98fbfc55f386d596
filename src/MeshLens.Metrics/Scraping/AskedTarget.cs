using MeshLens.Metrics.Discovery;

namespace MeshLens.Metrics.Scraping;

/// <summary>A target, when it is asked next, and how it went. Guarded by the loop it belongs to.</summary>
internal sealed class AskedTarget(ScrapeTarget target, TargetScraper scraper, TimeSpan due)
{
    /// <summary>The longest pause of a target that does not answer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private const int MostDoublings = 8;

    /// <summary>As the last look at the mesh has it.</summary>
    public ScrapeTarget Target { get; set; } = target;

    public TargetScraper Scraper => scraper;

    /// <summary>When it is asked next, by the loop's clock.</summary>
    public TimeSpan Due { get; private set; } = due;

    public bool IsRunning { get; set; }

    /// <summary>The mesh does not know it any more.</summary>
    public bool IsGone { get; set; }

    /// <summary>Scrapes in a row that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>When the first of them was.</summary>
    public DateTimeOffset FailingSince { get; private set; }

    /// <summary>How the last scrape went; null before the first.</summary>
    public ScrapeFailure? Last { get; private set; }

    /// <summary>What to tell people about it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Series of the last answer for which there was no room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Enters an answer and says when to ask again: a target that fails is asked less and less often.</summary>
    /// <returns>Turns that passed while it was being asked, or waited for its turn.</returns>
    public int Note(ScrapeAnswer answer, TimeSpan interval, TimeSpan now, DateTimeOffset at)
    {
        (Last, Reason, LeftOut) = (answer.Failure, answer.Reason ?? "", answer.Result?.Overflow ?? LeftOut);
        if (answer.Failure == ScrapeFailure.None)
        {
            Failures = 0;
        }
        else if (Failures++ == 0)
        {
            FailingSince = at;
        }

        Due += Pause(interval);
        var missed = now <= Due ? 0 : (int)Math.Ceiling((now - Due) / interval);
        Due += missed * interval;
        return missed;
    }

    private TimeSpan Pause(TimeSpan interval)
    {
        var pause = interval * (1 << Math.Min(Failures, MostDoublings));
        return Failures == 0 || pause <= LongestPause ? pause : interval > LongestPause ? interval : LongestPause;
    }
}
