using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>
/// Connection requests, or the answers to them, are lost on the way. Only the destination's listener can tell it from a
/// full accept queue; when nobody looks there, this rule keeps silent.
/// </summary>
internal sealed class SynLossRule : IRule
{
    private const ulong MinRetransmits = 3;
    private const ulong MinLate = 2;
    private const ulong MinSilent = 3;
    private const double PartOfUsual = 0.2;

    /// <summary>Without a baseline nobody knows how much is usual on this path.</summary>
    private const double PartOfConnects = 0.05;

    public Suspicion? Judge(EdgeView edge)
    {
        var syns = edge.WireClient?.Find(Counter.SynRetransmits);
        var strength = RareEvents.Of(syns, MinRetransmits);
        if (strength < Strength.Weak || edge.AcceptQueue.Overflows || !edge.AcceptQueue.IsSeen)
        {
            return null;
        }

        var lossy = LossyReplicas.Among(edge.Replicas, Counter.SynRetransmits);
        var victims = edge.Handshakes.Late + edge.Failures.Silent;
        return !OnlyConnectsFail(edge) && !(edge.SomeGetThroughLate && Matters(edge)) ? null : new()
        {
            Cause = Cause.NetworkSynLoss,
            Confidence = edge.AcceptQueue.IsCleared ? 0.97 : 0.85,
            Strength = edge.AcceptQueue.IsCleared ? strength : Strength.Weak,
            Fails = edge.Failures.Silent > edge.Handshakes.Late,
            ExplainsNs = edge.Time.LateHandshake.GrowthNs,
            Evidence =
            [
                Clues.Count("tcp.syn.retransmits", syns!.Value.Value, syns.Value.Baseline?.Mean, VerdictClass.Network),
                Clues.Count("tcp.handshake.syn_timeouts", edge.Handshakes.Late, 0, VerdictClass.Network),
                Clues.Duration("tcp.handshake.p99", edge.Handshakes.All.Quantile(0.99), edge.Handshakes.Baseline?.P99Ns, VerdictClass.Network),
                Clues.Count("listener.drops", edge.AcceptQueue.Drops, null, VerdictClass.Network),
                .. ReplicaClues.Evidence(lossy, Counter.SynRetransmits),
            ],
            Because = $"connection requests are lost on the way: {syns.Value.Value} were sent again, and {victims} of {edge.Handshakes.All.Count + edge.Failures.All} connects waited a second or more{ReplicaClues.SayWhere(lossy)}",
            NextStep = ReplicaClues.NextStep(lossy),
            Without = "the lost connection requests",
        };
    }

    private static bool Matters(EdgeView edge) => edge.Handshakes.LateNow >= MinLate && (edge.Felt.BaselineNs is { } usual
        ? edge.Time.LateHandshake.NowNs >= Math.Max(Floors.Latency, PartOfUsual * usual)
        : edge.Handshakes.Late >= PartOfConnects * edge.Handshakes.All.Count);

    private static bool OnlyConnectsFail(EdgeView edge) => edge.Failures.Silent >= MinSilent && edge.ExistingConnectionsWork;
}
