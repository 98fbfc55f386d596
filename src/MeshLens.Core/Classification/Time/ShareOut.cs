using MeshLens.Core.Classification.View;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Time;

/// <summary>Gives every millisecond of the excess to the class that owns it, and what nobody owns to nobody.</summary>
/// <remarks>
/// Only growth is shared out: what got faster meanwhile pays for nothing. Handshakes and stalls belong to the network unless
/// the destination's accept queue made them.
/// </remarks>
internal static class ShareOut
{
    private const double Enough = 1e-3 * Floors.Millisecond;

    public static LatencyShares Of(EdgeView edge, Suspicion? chosen) => edge.Time.FeltBaselineNs is null
        ? OfTheWhole(edge.Time)
        : edge.Time.ExcessNs < Floors.Latency ? default
        : OfTheExcess(edge.Time, chosen);

    private static LatencyShares OfTheExcess(TimeBudget time, Suspicion? chosen)
    {
        var waits = time.Handshake.GrowthNs + time.LateHandshake.GrowthNs + time.Stall.GrowthNs + (time.BothEnds ? time.Path.GrowthNs : 0);
        var serverNs = time.BothEnds || !time.ClientSeen
            ? time.Queueing.GrowthNs + time.Service.GrowthNs
            : Math.Min(time.Queueing.GrowthNs + time.Service.GrowthNs, time.Turn.GrowthNs);
        var work = serverNs + time.Pickup.GrowthNs + time.Pause.GrowthNs;
        var rest = Math.Max(0, time.Turn.GrowthNs - serverNs - time.Pause.GrowthNs);
        var inferred = Math.Min(chosen?.InferredNs ?? 0, time.BothEnds ? time.HeldBack.GrowthNs : rest);
        var open = time.BothEnds ? time.HeldBack.GrowthNs - inferred
            : time.ClientSeen ? Math.Max(0, rest - time.Stall.GrowthNs - inferred)
            : 0;
        var isQueue = chosen?.Cause == Cause.Backlog;
        var inferredNetwork = chosen?.Cause.Class == VerdictClass.Network ? inferred : 0;
        return Normalise(
            (isQueue ? 0 : waits) + inferredNetwork,
            work + (isQueue ? waits : 0) + inferred - inferredNetwork,
            open);
    }

    // Never seen well: there is no excess to share out, so the shares are those of the time itself.
    private static LatencyShares OfTheWhole(TimeBudget time) => Normalise(
        time.Handshake.NowNs + time.LateHandshake.NowNs + time.Stall.NowNs + time.Path.NowNs,
        time.Pickup.NowNs + time.Pause.NowNs + (time.BothEnds || !time.ClientSeen ? time.Queueing.NowNs + time.Service.NowNs : 0),
        time.BothEnds ? time.HeldBack.NowNs
            : time.ClientSeen ? Math.Max(0, time.Turn.NowNs - time.Pause.NowNs - time.Stall.NowNs)
            : 0);

    private static LatencyShares Normalise(double network, double application, double unexplained)
    {
        var all = network + application + unexplained;
        if (all < Enough)
        {
            return default;
        }

        var (n, a) = (Math.Round(network / all, 3), Math.Round(application / all, 3));
        return new(n, 0, a, Math.Round(Math.Max(0, 1 - n - a), 3));
    }
}
