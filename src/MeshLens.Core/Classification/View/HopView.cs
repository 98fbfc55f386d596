using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Histograms;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.View;

/// <summary>What one kind of proxy tells of one window beside what it was when the edge was well.</summary>
internal sealed partial class HopView(HopDelta now, HopBaseline? usual, SourceKind source = SourceKind.AccessLog)
{
    private readonly Change?[] _changes = new Change?[HopDurations.PartCount];

    /// <summary>Which proxy.</summary>
    public AccessReporter Reporter => now.Reporter;

    /// <summary>Its log, or what it counts.</summary>
    public SourceKind Source => source;

    /// <summary>Requests and connections that ended.</summary>
    public ulong Ended => now.Ended;

    /// <summary>Quiet windows in which it was seen.</summary>
    public int QuietWindows => usual?.Windows ?? 0;

    /// <summary>Requests of a quiet window; zero when none was seen.</summary>
    public double UsuallyEnded => usual?.Ended?.Mean ?? 0;

    /// <summary>A part's mean beside its baseline. <see cref="Strength.Unknown"/> where this proxy does not tell the part.</summary>
    public Change Part(HopPart part) => _changes[(int)part] ??= Test(part);

    /// <summary>Null when the window has none of it.</summary>
    public ExponentialHistogram? Histogram(HopPart part)
    {
        var position = now.Parts.FindIndex(sum => sum.Part == part);
        return position < 0 || now.Parts[position].Histogram.IsEmpty ? null : now.Parts[position].Histogram;
    }

    /// <summary>Null when the part was not seen when the edge was well.</summary>
    public SignalBaseline? Usual(HopPart part)
    {
        var position = usual?.Parts.FindIndex(known => known.Part == part) ?? -1;
        return position < 0 ? null : usual!.Parts[position].Baseline;
    }

    /// <summary>In nanoseconds; zero when the window has none of the part.</summary>
    public double Quantile(HopPart part, double q) => Histogram(part)?.Quantile(q) ?? 0;

    /// <summary>The part spread over all requests, in nanoseconds, so that parts add up: not every request connects.</summary>
    public double PerRequestNs(HopPart part) => (double)(Histogram(part)?.SumNs ?? 0) / Ended;

    /// <summary>The same when the edge was well; null when that was never seen.</summary>
    public double? UsualPerRequestNs(HopPart part) => usual?.Ended is not { Mean: > 0 } ended ? null
        : Usual(part) is not { } known ? 0
        : known.MeanNs * known.SamplesPerWindow * Math.Min(1.0, (double)known.Windows / usual.Windows) / ended.Mean;

    /// <summary>The part of the requests, 0 to 1, whose time lies near a duration: a pile of them is a timeout or an injected delay.</summary>
    /// <remarks>Buckets are 9 % wide and taken as a whole where they hold anything within 2 % of it.</remarks>
    public double ShareNear(HopPart part, double ms)
    {
        if (Histogram(part) is not { } times)
        {
            return 0;
        }

        var first = BucketBoundaries.IndexOf((ulong)(ms * 0.98e6));
        var last = BucketBoundaries.IndexOf((ulong)(ms * 1.02e6));
        return times.Occupied.Where(bucket => bucket.Index >= first && bucket.Index <= last).Sum(bucket => (double)bucket.Count) / times.Count;
    }

    // Callers that wait for each answer are known by the whole time of their requests, whatever part of it grew.
    private Change Test(HopPart part) => Histogram(part) is { } times
        ? ChangeTest.Of(times, Usual(part), Floors.Latency, part == HopPart.Lifetime ? null : Spent())
        : Change.Unknown;

    private TimeSpent? Spent() => Histogram(HopPart.Total) is { } total && Usual(HopPart.Total) is { } known
        ? new(total.SumNs, known.MeanNs * known.SamplesPerWindow)
        : null;
}
