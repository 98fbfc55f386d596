using MeshLens.Core.Classification.Statistics;

namespace MeshLens.Core.Classification.View;

/// <summary>Whether the path got longer, from durations at both ends alone: no clock, no handshake is needed.</summary>
/// <remarks>
/// There is one difference per window and none per request, so how broad the change is must be seen in the turns, and time
/// that stalls explain is not the path's length. Ends of two different hops have proxies between them: their difference is
/// the path and whatever the proxies do, and does not tell which.
/// </remarks>
internal static class PathChange
{
    private const ulong MinRequests = 10;

    public static Change Of(EdgeView edge)
    {
        var path = edge.Time.Path;
        if (!edge.Time.BothEnds || edge.Caller!.Leg != edge.Callee!.Leg || path.BaselineNs is not { } baseline || edge.Turn.Strength == Strength.Unknown)
        {
            return new(Strength.Unknown, path.NowNs, path.BaselineNs, edge.Time.Requests, 0);
        }

        var known = edge.Snapshot.PathMeanNs;
        var turn = edge.Caller!.Find(Signals.Signal.Turn)!.Value.Baseline!;
        var spread = Margin.ForTraffic(known?.Spread ?? turn.MeanSpreadNs, turn.SamplesPerWindow, edge.Time.Requests);
        var windows = Math.Max(1, known?.Windows ?? turn.Windows);
        var strength = path.ExcessNs switch
        {
            var excess when excess >= Margin.Strong(baseline, spread, windows, Floors.RoundTrip)
                && edge.Turn.IsStrong && edge.Time.Requests >= MinRequests => Strength.Strong,
            var excess when excess >= Margin.Weak(baseline, spread, windows, Floors.RoundTrip)
                && edge.Turn.IsShifted => Strength.Weak,
            _ => Strength.None,
        };
        return new(strength, path.NowNs, baseline, edge.Time.Requests, edge.Turn.Breadth);
    }
}
