using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>What lies between two proxies that saw the same requests: the one's wait for the other less what the other took.</summary>
/// <remarks>
/// Only durations are subtracted, each by one clock. What a proxy that does not get to run takes to read or to write its
/// sockets is in it as well.
/// </remarks>
internal sealed class HopPath
{
    private const ulong MinRequests = 10;

    public HopPath(HopView outer, HopView inner)
    {
        (Outer, Inner) = (outer, inner);
        var baseline = HopBudget.AreAlike(outer.UsuallyEnded, inner.UsuallyEnded)
            && outer.UsualPerRequestNs(HopPart.UpstreamWait) is { } wait && HopParts.UsuallyTakenNs(inner) is { } taken
                ? Math.Max(0, wait - taken)
                : (double?)null;
        Time = new(
            "path",
            inner.Reporter == AccessReporter.Waypoint ? Leg.ToWaypoint : Leg.ProxyToProxy,
            Math.Max(0, outer.PerRequestNs(HopPart.UpstreamWait) - HopParts.TakenNs(inner)),
            baseline,
            SourceKind.AccessLog);
        Change = new(Judge(), Time.NowNs, baseline, Math.Min(outer.Ended, inner.Ended), outer.Part(HopPart.UpstreamWait).Breadth);
    }

    public HopView Outer { get; }

    public HopView Inner { get; }

    public TimePart Time { get; }

    public Change Change { get; }

    /// <summary>Half of the requests or more are late, and not a few that waited for lost data to be sent again.</summary>
    public bool IsWhole => Outer.Usual(HopPart.UpstreamWait) is { } usual
        && Outer.Quantile(HopPart.UpstreamWait, 0.5) - usual.P50Ns >= 0.5 * Outer.Part(HopPart.UpstreamWait).ExcessNs;

    // There is one difference per window and none per request: how broad it is must be seen in the wait that contains it, and how far
    // quiet windows lie apart as well: by their medians where half of the requests are late.
    private Strength Judge()
    {
        var wait = Outer.Part(HopPart.UpstreamWait);
        if (Time.BaselineNs is not { } baseline || wait.Strength == Strength.Unknown || Outer.Usual(HopPart.UpstreamWait) is not { } usual)
        {
            return Strength.Unknown;
        }

        var typical = IsWhole ? Math.Min(usual.MeanSpreadNs, usual.P50SpreadNs) : usual.MeanSpreadNs;
        var spread = Margin.ForTraffic(typical, usual.SamplesPerWindow, Outer.Ended);
        return Time.ExcessNs >= Margin.Strong(baseline, spread, usual.Windows, Floors.RoundTrip) && wait.IsStrong && Outer.Ended >= MinRequests ? Strength.Strong
            : Time.ExcessNs >= Margin.Weak(baseline, spread, usual.Windows, Floors.RoundTrip) && wait.IsShifted ? Strength.Weak
            : Strength.None;
    }
}
