using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.View;

/// <content>How requests ended.</content>
internal sealed partial class HopView
{
    private const ulong MinEvents = 3;

    /// <summary>A proxy of a busy edge has a few failures every hour: fewer than one in two hundred requests hurt nobody.</summary>
    private const double LeastShare = 0.005;

    /// <summary>Those that got no answer, or one that says that there is none.</summary>
    public ulong Failed => now.Failed;

    /// <summary>0 to 1.</summary>
    public double FailedShare => (double)now.Failed / Ended;

    /// <summary>The same when the edge was well; null when that was never seen.</summary>
    public double? UsualFailedShare => ShareOf(usual?.Failed?.Mean);

    /// <summary>More requests fail than is usual.</summary>
    public bool FailsMore => FailedGrowth >= Strength.Weak;

    /// <summary>As <see cref="FailsMore"/>, without those whose callers went away: their patience is no proxy's failure.</summary>
    public bool FailsMoreThanCallersGiveUp =>
        FailsMore && Growth(now.Failed - Math.Min(now.Failed, Flagged(ResponseFlag.DownstreamConnectionTermination)), usual?.Failed) >= Strength.Weak;

    /// <summary>How surely more requests fail than is usual.</summary>
    public Strength FailedGrowth => Growth(now.Failed, usual?.Failed);

    /// <summary>Requests that were tried more than once, 0 to 1.</summary>
    public double RetriedShare => (double)now.Retried / Ended;

    /// <summary>The same when the edge was well; null when that was never seen.</summary>
    public double? UsualRetriedShare => ShareOf(usual?.Retried?.Mean);

    /// <summary>More requests are tried again than is usual.</summary>
    public bool RetriesMore => Growth(now.Retried, usual?.Retried) >= Strength.Weak;

    /// <summary>1 when no record tells.</summary>
    public double AttemptsPerRequest => now.Tried == 0 ? 1 : (double)now.Attempts / now.Tried;

    /// <summary>Every flag that occurred, the most frequent first.</summary>
    public IEnumerable<HopFlagCount> Flags => now.Flags.OrderByDescending(flag => flag.Count);

    /// <summary>How many requests carried a flag.</summary>
    public ulong Flagged(ResponseFlag flag) => now.Flags.Find(counted => counted.Flag == flag).Count;

    /// <summary>The part of the requests that carried a flag, 0 to 1.</summary>
    public double FlagShare(ResponseFlag flag) => (double)Flagged(flag) / Ended;

    /// <summary>The same when the edge was well; null when that was never seen.</summary>
    public double? UsualFlagShare(ResponseFlag flag) => usual is null ? null : ShareOf(UsualFlags(flag)?.Mean ?? 0);

    /// <summary>A flag occurs more often than is usual, and often enough to matter.</summary>
    public bool FlagGrew(ResponseFlag flag) => FlagGrowth(flag) >= Strength.Weak;

    /// <summary>How surely a flag occurs more often than is usual.</summary>
    public Strength FlagGrowth(ResponseFlag flag) =>
        Growth(Flagged(flag), usual is null ? null : UsualFlags(flag) ?? new() { Windows = usual.Windows });

    /// <summary>
    /// Failures without a flag that says why: whoever is behind the proxy answered so. At least so many, since a request may have
    /// two flags.
    /// </summary>
    public ulong AnsweredWithError => now.Failed - Math.Min(now.Failed, (ulong)now.Flags
        .Where(flag => default(ResponseFlags).With(flag.Flag).AnyFailure)
        .Sum(flag => (double)flag.Count));

    private RateBaseline? UsualFlags(ResponseFlag flag)
    {
        var position = usual?.Flags.FindIndex(known => known.Flag == flag) ?? -1;
        return position < 0 ? null : usual!.Flags[position].Rate;
    }

    private double? ShareOf(double? perWindow) => usual?.Ended is { Mean: > 0 } ended ? perWindow / ended.Mean : null;

    // What is usual grows and falls with the traffic.
    private Strength Growth(ulong value, RateBaseline? rate)
    {
        var traffic = UsuallyEnded > 0 ? Ended / UsuallyEnded : 1;
        return value < LeastShare * Ended
            ? Strength.None
            : RareEvents.Of(value, (rate?.Mean ?? 0) * traffic, (rate?.Spread ?? 0) * traffic, rate?.Windows ?? 0, MinEvents);
    }
}
