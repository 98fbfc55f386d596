using MeshLens.Core.Histograms;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Statistics;

/// <summary>Decides whether a window's durations left their baseline.</summary>
/// <remarks>
/// <para>
/// A mean alone is not trusted: one pause in a quiet window moves it. A change must be large (an absolute floor, a part of
/// the baseline, and a multiple of how far quiet windows lie apart) <i>and</i> it must be surprising by counting: the
/// samples beyond the baseline's 90th percentile, widened by the same margins, are compared with the share p that could be
/// there by chance. By Chernoff's bound, seeing a share f of n samples there has a probability of at most
/// exp(-n·KL(f‖p)); a strong change needs that to be below e^-21, about one in 10^9. p is a tenth at the 90th percentile
/// and falls with the distance towards the 99th as an exponential tail would, doubled because tails are seldom that kind.
/// </para>
/// <para>
/// Durations of two kinds (requests that connect first and those that do not) have their 90th percentile in the upper kind, and stay
/// below it when all become of that kind. So the same is asked of the median, with the share that the line between the two
/// percentiles leaves beyond: what moved most of the samples is as surprising as what moved a tenth of them far. And one window with a
/// pause, while little was learned, spreads the means of quiet windows so far that nothing leaves them again; it leaves their medians
/// where they are. Where the median left its own, the mean need only be large.
/// </para>
/// <para>
/// A caller that waits for each answer before it asks again sends fewer requests when they become slow, so that in the
/// window of the onset slow requests are few although nearly all of the time is theirs. Such a caller is known by the time
/// that all its requests take together, which stays the same while their number falls; they are weighed by time then. A
/// pause in a window of little traffic looks the same, so this alone is weak: the next window is slow throughout.
/// </para>
/// </remarks>
internal static class ChangeTest
{
    private const int MinSamples = 5;
    private const int MinWindows = 3;

    private const double HalfByChance = 0.5;
    private const double MostByChance = 0.1;
    private const double TailByChance = 0.02;
    private const double StrongSurprise = 21;
    private const double WeakSurprise = 10;

    private const double StrongBreadth = 0.25;
    private const double LargeTimeShare = 0.4;

    /// <summary>A fifth of a window: a single pause that a few requests share is less.</summary>
    private const double LargeTimeNs = 2e9;
    private const double FewerRequests = 0.75;
    private const int MinTail = 8;

    public static Change Of(SignalMeasurement? measured, double floorNs, TimeSpent? spent = null) =>
        measured is { } signal ? Of(signal.Histogram, signal.Baseline, floorNs, spent) : Change.Unknown;

    /// <param name="floorNs">A smaller change does not matter.</param>
    /// <param name="spent">The time of whole requests, when the signal is a part of them.</param>
    public static Change Of(ExponentialHistogram now, SignalBaseline? baseline, double floorNs, TimeSpent? spent = null)
    {
        if (now.Count < MinSamples || baseline is null || baseline.Windows < MinWindows)
        {
            return new(Strength.Unknown, now.MeanNs, baseline?.MeanNs, now.Count, 0);
        }

        var beyond = Beyond(baseline, floorNs);
        var breadth = (double)now.CountAbove(beyond) / now.Count;
        var moved = Moved(now, baseline, floorNs);
        var broad = Math.Max(Surprise.Of(breadth, ByChance(baseline, beyond), now.Count), Surprise.Of(moved.Share, moved.Chance, now.Count));
        var broadest = Math.Max(breadth, moved.Share - moved.Chance);
        return new(Judge(now, baseline, floorNs, spent, beyond, broadest, broad), now.MeanNs, baseline.MeanNs, now.Count, broadest);
    }

    private static Strength Judge(
        ExponentialHistogram now, SignalBaseline baseline, double floorNs, TimeSpent? spent, ulong beyond, double breadth, double broad)
    {
        var excess = now.MeanNs - baseline.MeanNs;
        var median = now.Quantile(0.5) - baseline.P50Ns;
        var spread = Margin.ForTraffic(baseline.MeanSpreadNs, baseline.SamplesPerWindow, now.Count);
        var medians = Margin.ForTraffic(baseline.P50SpreadNs, baseline.SamplesPerWindow, now.Count);
        var (strong, weak) = (Margin.Strong(baseline.MeanNs, spread, baseline.Windows, floorNs), Margin.Weak(baseline.MeanNs, spread, baseline.Windows, floorNs));
        if (median >= Margin.Strong(baseline.P50Ns, medians, baseline.Windows, floorNs))
        {
            strong = Margin.Strong(baseline.MeanNs, 0, baseline.Windows, floorNs);
        }

        if (median >= Margin.Weak(baseline.P50Ns, medians, baseline.Windows, floorNs))
        {
            weak = Margin.Weak(baseline.MeanNs, 0, baseline.Windows, floorNs);
        }

        if (excess >= strong
            && breadth >= StrongBreadth && broad >= StrongSurprise)
        {
            return Strength.Strong;
        }

        return excess < weak ? Strength.None
            : broad >= WeakSurprise || (spent is { IsConserved: true } time && TakesTheTime(now, baseline, beyond, time.NowNs)) ? Strength.Weak
            : TailGrew(now, baseline, beyond) ? Strength.Faint
            : Strength.None;
    }

    private static ulong Beyond(SignalBaseline baseline, double floorNs) =>
        (ulong)(baseline.P90Ns + Margin.Strong(baseline.P90Ns, baseline.P90SpreadNs, baseline.Windows, floorNs));

    private static double ByChance(SignalBaseline baseline, ulong beyond)
    {
        var decade = Math.Max(1, baseline.P99Ns - baseline.P90Ns);
        return Math.Clamp(2 * MostByChance * Math.Pow(10, -(beyond - baseline.P90Ns) / decade), TailByChance, MostByChance);
    }

    // What lies beyond the median and its margin now, and what did when the edge was well.
    private static (double Share, double Chance) Moved(ExponentialHistogram now, SignalBaseline baseline, double floorNs)
    {
        var median = baseline.P50Ns + Margin.Strong(baseline.P50Ns, baseline.P50SpreadNs, baseline.Windows, floorNs);
        var decades = (median - baseline.P50Ns) / Math.Max(1, baseline.P90Ns - baseline.P50Ns);
        return ((double)now.CountAbove((ulong)median) / now.Count, Math.Clamp(HalfByChance - ((HalfByChance - MostByChance) * decades), MostByChance, HalfByChance));
    }

    private static ulong FarBeyond(SignalBaseline baseline, ulong beyond) =>
        (ulong)Math.Max(beyond, (1.5 * baseline.P99Ns) + (4 * baseline.P99SpreadNs));

    private static bool TailGrew(ExponentialHistogram now, SignalBaseline baseline, ulong beyond)
    {
        var far = now.CountAbove(FarBeyond(baseline, beyond));
        return far >= MinTail && Surprise.Of((double)far / now.Count, TailByChance, now.Count) >= WeakSurprise;
    }

    private static bool TakesTheTime(ExponentialHistogram now, SignalBaseline baseline, ulong beyond, double spentNs)
    {
        if (now.Count > FewerRequests * baseline.SamplesPerWindow)
        {
            return false;
        }

        var far = now.CountAbove(FarBeyond(baseline, beyond));
        var unheardOf = now.CountAbove((ulong)(baseline.MaxNs * 1.1));
        return now.SumAboveNs(beyond) >= Math.Max(LargeTimeNs, LargeTimeShare * spentNs)
            && ((far >= MinTail && Surprise.Of((double)far / now.Count, TailByChance, now.Count) >= StrongSurprise)
                || unheardOf >= MinTail);
    }
}
