using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Classification.View;

/// <summary>What the kernel alone says of the caller's own proxy: the application's requests to it, beside what left it.</summary>
internal sealed class CallersProxy(EdgeView edge)
{
    private const ulong MinRequests = 20;
    private const double LeastAlike = 0.7;

    private readonly Change _wire = ChangeTest.Of(edge.WireClient?.Find(Signal.Turn), Floors.Latency);

    /// <summary>The caller talks to a proxy of its own, and that is seen.</summary>
    public bool IsSeen => edge.Caller is { Leg: Leg.AppToProxy };

    /// <summary>What requests take longer within the proxy, in nanoseconds.</summary>
    public double ExcessNs => edge.Turn.ExcessNs - edge.Time.Pause.GrowthNs - Math.Max(0, BehindNs);

    /// <summary>Requests got slower and nothing behind the proxy did, as far as it was measured.</summary>
    public bool AddsTime =>
        IsSeen && edge.Turn.IsShifted && IsSteadyBehind && ExcessNs >= Floors.Latency
        && !edge.Handshakes.Change.IsShifted && !edge.Stalls.Exceed && edge.Handshakes.LateNow == 0 && edge.Failures.Lasting == 0;

    /// <summary>
    /// The part of the requests, 0 to 1, that were answered without leaving the proxy; null when it cannot be told. Where it was usual that
    /// not every request is seen behind it, that part is taken for granted.
    /// </summary>
    public double? Kept
    {
        get
        {
            var requests = edge.Caller?.Find(Signal.Turn) is { } turns ? turns.Histogram.Count : 0;
            if (!IsSeen || requests < MinRequests)
            {
                return null;
            }

            var usual = edge.Caller!.Find(Signal.Turn)!.Value.Baseline?.SamplesPerWindow;
            return edge.WireClient?.Find(Signal.Turn) is { Baseline: { } sent } left
                ? usual is > 0 && sent.SamplesPerWindow >= LeastAlike * usual ? Share(left.Histogram.Count / (requests * (sent.SamplesPerWindow / usual.Value))) : null
                : !edge.ServerTimed && edge.Snapshot.Coverage.ServerSeen && (edge.WireClient?.Count(Counter.BytesSent) ?? 0) == 0 ? 1 : null;
        }
    }

    private bool IsSteadyBehind => _wire.Strength == Strength.None
        || (_wire.Strength == Strength.Unknown && edge.Service.Strength == Strength.None && !edge.Queueing.IsShifted);

    private double BehindNs => _wire.Strength != Strength.Unknown ? _wire.ExcessNs : edge.Service.ExcessNs + edge.Queueing.ExcessNs;

    private static double Share(double reached) => Math.Clamp(1 - reached, 0, 1);
}
