using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// The caller does not get to its own sockets: responses have arrived and lie unread. A starved caller sees every peer
/// slow, so its peers must not be blamed for it.
/// </summary>
internal sealed class CallerRule : IRule
{
    private const ulong MinFailures = 3;

    public Suspicion? Judge(EdgeView edge) =>
        edge.Failures.Exceed(MinFailures, FailureReason.NoLocalPort) ? OutOfPorts(edge)
        : edge.Pickup.IsShifted ? LatePickup(edge)
        : null;

    private static Suspicion LatePickup(EdgeView edge)
    {
        var pressure = edge.CallerPressure;
        var confirmed = pressure.IsStarved || pressure.IsThrottled || SiblingsAgree(edge);
        return new()
        {
            Cause = Cause.Caller,
            Confidence = confirmed ? 0.97 : 0.9,
            Strength = edge.Pickup.Strength,
            ExplainsNs = edge.Time.Pickup.GrowthNs,
            Evidence = [Clues.Mean("client.pickup", edge.Pickup, VerdictClass.Application), .. PressureEvidence(pressure)],
            Because = $"the caller reads its responses late: they wait {Clues.Say(edge.Pickup.NowNs)} in its socket{Reason(pressure)}",
            Without = "the late reading",
        };
    }

    private static Suspicion OutOfPorts(EdgeView edge) => new()
    {
        Cause = Cause.Caller,
        Confidence = 0.97,
        Strength = Strength.Strong,
        Fails = true,
        Evidence = [Clues.Count("tcp.connect.no_local_port", edge.Failures.NoLocalPort, 0, VerdictClass.Application)],
        Because = $"the caller has run out of local ports ({edge.Failures.NoLocalPort} connects)",
    };

    private static bool SiblingsAgree(EdgeView edge) => edge.Snapshot.Siblings.Exists(sibling =>
        sibling.Relation == SiblingRelation.SameSource && sibling.Shifts.Pickup == Shift.Shifted);

    private static string Reason(Pressure pressure) =>
        pressure.IsThrottled ? $"; its CPU quota stops it {Clues.Percent(pressure.ThrottledShare)} of the time"
        : pressure.IsStarved ? "; its threads wait for a processor"
        : "";

    private static IEnumerable<Evidence> PressureEvidence(Pressure pressure)
    {
        if (pressure.IsStarved)
        {
            yield return Clues.Share("process.run_queue", pressure.RunQueueShare, pressure.UsualRunQueueShare, VerdictClass.Application);
        }

        if (pressure.IsThrottled)
        {
            yield return Clues.Share("process.cpu.throttled", pressure.ThrottledShare, pressure.UsualThrottledShare, VerdictClass.Application);
        }
    }
}
