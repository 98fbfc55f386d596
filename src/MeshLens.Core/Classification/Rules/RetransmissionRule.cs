using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// Data is lost on the way and connections stand still until it is sent again. Time stalled is the evidence; counts only
/// accompany it, since tail-loss probes and reordering retransmit without delaying anything. New connections stall also
/// when the destination's accept queue is full: where nobody looks at it, the suspicion must stay to convict.
/// </summary>
internal sealed class RetransmissionRule : IRule
{
    /// <summary>Stalls of this much in one window matter also when no turn can be seen.</summary>
    private const double WithoutTurnsNs = 1e9;
    private const double PartOfUsual = 0.2;

    /// <summary>Without a baseline nobody knows how lossy the path is on a good day: it must be most of the time.</summary>
    private const double PartOfWhole = 0.5;
    private const double NeverSeenWellNs = 5e6;

    private const double UsualTraffic = 0.5;
    private const double PartOfStall = 0.8;

    public Suspicion? Judge(EdgeView edge)
    {
        var stalls = edge.Stalls;
        if (!stalls.Exceed || edge.AcceptQueue.Overflows || !Matters(edge) || IsLeftBehind(edge))
        {
            return null;
        }

        var strength = edge.MayBeAcceptQueue && stalls.IsStrong ? Strength.Weak : stalls.Strength;
        var lossy = LossyReplicas.Among(edge.Replicas, Counter.DataRetransmits);
        var stallNs = Math.Max(edge.Time.Stall.NowNs, edge.Time.StallPerRequestNs);
        return new()
        {
            Cause = Cause.NetworkRetransmission,
            Confidence = edge.MayBeAcceptQueue ? 0.75 : stalls.IsStrong ? 0.95 : 0.85,
            Strength = strength,
            ExplainsNs = ExplainedNs(edge, stallNs),
            Evidence =
            [
                Clues.Count("tcp.recovery_stall.count", stalls.Count, null, VerdictClass.Network),
                Clues.Duration("tcp.recovery_stall.per_request", stallNs, 0, VerdictClass.Network),
                Clues.Duration("tcp.recovery_stall.mean", stalls.TotalNs / stalls.Count, null, VerdictClass.Network),
                .. Retransmits(edge),
                .. Tail(edge),
                .. ReplicaClues.Evidence(lossy, Counter.DataRetransmits),
            ],
            Because = $"data is lost on the way: {stalls.Count} times a connection stood still until it was sent again, {Clues.Say(stalls.TotalNs / stalls.Count)} each{ReplicaClues.SayWhere(lossy)}",
            NextStep = ReplicaClues.NextStep(lossy),
            Without = "the retransmission stalls",
        };
    }

    private static double ExplainedNs(EdgeView edge, double stallNs) =>
        edge.Felt.Hop is not null ? Math.Clamp(edge.Felt.ExcessNs, 0, stallNs)
        : edge.Time.ClientSeen ? Math.Min(stallNs, Math.Max(edge.Time.Stall.NowNs, edge.Time.Turn.GrowthNs + TailNs(edge)))
        : stallNs;

    private static bool Matters(EdgeView edge) => edge.Time.ClientSeen || edge.Felt.Hop is not null
        ? edge.Time.StallPerRequestNs >= (edge.Felt.BaselineNs is { } usual
            ? Math.Max(Floors.Latency, PartOfUsual * usual)
            : Math.Max(NeverSeenWellNs, PartOfWhole * edge.Felt.NowNs))
        : edge.Stalls.ExcessNs >= WithoutTurnsNs;

    // Where nothing got through, connections stand still until their next retransmission, long after packets flow again, and
    // callers have given them up by then. Requests as many as ever, none as long as such a stall: it is over.
    private static bool IsLeftBehind(EdgeView edge)
    {
        var turns = edge.Caller?.Find(Signal.Turn);
        return edge.Snapshot.Previous.Symptom == Symptom.Failures
            && edge.Snapshot.Previous.Cause != Cause.NetworkRetransmission
            && turns is { Baseline: { } usual, Histogram: var now }
            && now.Count >= UsualTraffic * usual.SamplesPerWindow
            && Longest(now, edge.Caller?.Find(Signal.ResponseTail)) < PartOfStall * edge.Stalls.TotalNs / edge.Stalls.Count;
    }

    private static double Longest(ExponentialHistogram turns, SignalMeasurement? tails) =>
        Math.Max(turns.MaxNs, tails?.Histogram.MaxNs ?? 0);

    // What is lost after a response has begun makes no turn longer, only what follows it.
    private static double TailNs(EdgeView edge) => Math.Max(0, edge.Tail.ExcessNs) * edge.Tail.Samples * edge.Time.PerRequest;

    private static IEnumerable<Evidence> Tail(EdgeView edge) =>
        edge.Tail.IsShifted ? [Clues.Mean("client.response_tail", edge.Tail, VerdictClass.Network)] : [];

    private static IEnumerable<Evidence> Retransmits(EdgeView edge)
    {
        CounterMeasurement?[] ends =
            [edge.WireClient?.Find(Counter.DataRetransmits), edge.WireServer?.Find(Counter.DataRetransmits)];
        var seen = ends.OfType<CounterMeasurement>().ToList();
        if (seen.Count > 0)
        {
            yield return Clues.Count(
                "tcp.data.retransmits",
                seen.Sum(c => (double)c.Value),
                seen.Sum(c => c.Baseline?.Mean ?? 0),
                VerdictClass.Network);
        }
    }
}
