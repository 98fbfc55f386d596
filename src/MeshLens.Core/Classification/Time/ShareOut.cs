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
    public static LatencyShares Of(EdgeView edge, Suspicion? chosen) =>
        edge.Felt.BaselineNs is null ? (edge.Felt.Hop is null ? OfTheWhole(edge.Time) : HopOwners.OfTheWhole(edge)).Shares()
        : edge.Felt.ExcessNs < Floors.Latency ? default
        : edge.Felt.Hop is not null || HopOwners.Split(edge) ? HopOwners.OfTheExcess(edge, chosen).Shares()
        : OfTheExcess(edge.Time, chosen).Shares();

    private static Owned OfTheExcess(TimeBudget time, Suspicion? chosen)
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
        var owned = new Owned(
            (isQueue ? 0 : waits) + inferredNetwork,
            0,
            work + (isQueue ? waits : 0) + inferred - inferredNetwork,
            open);
        return chosen?.Cause.Class == VerdictClass.MeshConfig ? owned.Claim(chosen) : owned;
    }

    // Never seen well: there is no excess to share out, so the shares are those of the time itself.
    private static Owned OfTheWhole(TimeBudget time) => new(
        time.Handshake.NowNs + time.LateHandshake.NowNs + time.Stall.NowNs + time.Path.NowNs,
        0,
        time.Pickup.NowNs + time.Pause.NowNs + (time.BothEnds || !time.ClientSeen ? time.Queueing.NowNs + time.Service.NowNs : 0),
        time.BothEnds ? time.HeldBack.NowNs
            : time.ClientSeen ? Math.Max(0, time.Turn.NowNs - time.Pause.NowNs - time.Stall.NowNs)
            : 0);
}
