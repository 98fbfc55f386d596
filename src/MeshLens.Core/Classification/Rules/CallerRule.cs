using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// The caller does not get to its own sockets: responses have arrived and lie unread, or a request was begun and its next
/// part does not come. A starved caller sees every peer slow, so its peers must not be blamed for it.
/// </summary>
internal sealed class CallerRule : IRule
{
    private const ulong MinFailures = 3;

    public Suspicion? Judge(EdgeView edge) =>
        edge.Failures.Exceed(MinFailures, FailureReason.NoLocalPort) ? OutOfPorts(edge)
        : edge.Pickup.IsShifted && edge.Time.Pickup.GrowthNs >= edge.Time.Pause.GrowthNs ? LatePickup(edge)
        : HandsOverLate(edge) ? LateHandover(edge)
        : null;

    // Pauses alone are the caller's business; they matter when they are what made the turns longer.
    private static bool HandsOverLate(EdgeView edge) =>
        edge.Turn.IsShifted
        && edge.Time.Pause.GrowthNs >= Math.Max(Floors.Latency, Floors.ExplainedShare * edge.Turn.ExcessNs);

    private static Suspicion LatePickup(EdgeView edge)
    {
        var pressure = edge.CallerPressure;
        var confirmed = pressure.IsPressed || SiblingsAgree(edge);
        return new()
        {
            Cause = Cause.Caller,
            Confidence = confirmed ? 0.97 : 0.9,
            Strength = edge.Pickup.Strength,
            ExplainsNs = edge.Time.Pickup.GrowthNs,
            Evidence = [Clues.Mean("client.pickup", edge.Pickup, VerdictClass.Application), .. PressureClues.Evidence(pressure)],
            Because = $"the caller reads its responses late: they wait {Clues.Say(edge.Pickup.NowNs)} in its socket{PressureClues.Say(pressure)}",
            Without = "the late reading",
        };
    }

    private static Suspicion LateHandover(EdgeView edge) => new()
    {
        Cause = Cause.Caller,
        Confidence = edge.CallerPressure.IsPressed ? 0.97 : 0.92,
        Strength = edge.Turn.Strength,
        ExplainsNs = edge.Time.Pause.GrowthNs,
        Evidence =
        [
            Clues.Duration("client.pause.per_request", edge.Time.Pause.NowNs, edge.Time.Pause.BaselineNs, VerdictClass.Application),
            Clues.Mean("client.turn", edge.Turn, VerdictClass.Application),
            .. PressureClues.Evidence(edge.CallerPressure),
        ],
        Because = $"the caller begins its requests and hands the rest over late: it pauses for {Clues.Say(edge.Time.Pause.NowNs)} in each{PressureClues.Say(edge.CallerPressure)}",
        Without = "the caller's pauses",
    };

    private static Suspicion OutOfPorts(EdgeView edge) => new()
    {
        Cause = Cause.Caller,
        Confidence = 0.97,
        Strength = Strength.Strong,
        Fails = true,
        Evidence = [.. Clues.Failures(edge.Failures, VerdictClass.Application, FailureReason.NoLocalPort)],
        Because = $"the caller's host has run out of local ports ({edge.Failures.NoLocalPort} connects)",
        NextStep = "Let the caller keep its connections instead of making new ones; or widen net.ipv4.ip_local_port_range on its host. Many sockets in TIME_WAIT towards one address use the ports up.",
    };

    private static bool SiblingsAgree(EdgeView edge) => edge.Snapshot.Siblings.Exists(sibling =>
        sibling.Relation == SiblingRelation.SameSource && sibling.Shifts.Pickup == Shift.Shifted);
}
