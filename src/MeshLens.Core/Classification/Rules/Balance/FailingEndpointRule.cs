using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>Connects to a replica, or to a few, fail, and those to the others do not.</summary>
/// <remarks>
/// It says <see cref="RefusedRule"/> more exactly; what cannot be reached stays unreachable and is told by its address, also where
/// traffic to the others goes on as usual. Silence may be a full accept queue, too: where nobody looks at the listeners it must stay
/// for some windows.
/// </remarks>
internal sealed class FailingEndpointRule : IRule
{
    private const ulong MinFailures = 3;

    private static readonly FailureReason[] Any = [.. Enum.GetValues<FailureReason>().Where(reason => reason != FailureReason.None)];

    public Suspicion? Judge(EdgeView edge)
    {
        List<Replica> bad = [.. edge.Replicas.Where(replica => replica.Connects.MostlyFail)];
        var good = edge.Replicas.Count(replica => replica.Connects.Succeed);
        if (bad.Count == 0 || bad.Count > good || !edge.Failures.Exceed(MinFailures, Any))
        {
            return null;
        }

        var (refused, silent) = (Sum(bad, connects => connects.Refused), Sum(bad, connects => connects.Silent));
        return refused >= Math.Max(silent, MinFailures) ? Refused(bad, refused)
            : silent >= MinFailures && !edge.AcceptQueue.Overflows ? Silent(edge, bad, silent)
            : null;
    }

    private static Suspicion Refused(List<Replica> bad, ulong refused) => new()
    {
        Cause = Cause.BadEndpoint,
        Confidence = 0.96,
        Strength = Strength.Strong,
        Fails = true,
        Evidence = [.. EvidenceOf(bad, "refused", connects => connects.Refused, VerdictClass.Application)],
        Because = $"{ReplicaClues.Names(bad)} refuses connections and the other replicas do not ({refused} refused)",
        NextStep = $"Check that {ReplicaClues.Names(bad)} runs, is ready and listens; a replica that does not should not be among the endpoints.",
        Refines = [Cause.Refused],
    };

    private static Suspicion Silent(EdgeView edge, List<Replica> bad, ulong silent) => new()
    {
        Cause = Cause.NetworkUnreachable,
        Confidence = edge.AcceptQueue.IsCleared ? 0.93 : 0.75,
        Strength = edge.AcceptQueue.IsCleared ? Strength.Strong : Strength.Weak,
        Fails = true,
        Evidence = [.. EvidenceOf(bad, "unanswered", connects => connects.Silent, VerdictClass.Network)],
        Because = $"{ReplicaClues.Names(bad)} cannot be reached and the other replicas can: {silent} connects got no answer",
        NextStep = $"Check that the node of {ReplicaClues.Names(bad)} is up and its address is routed, and that no policy drops what is sent there.",
    };

    private static IEnumerable<Evidence> EvidenceOf(List<Replica> bad, string what, Func<ReplicaConnects, ulong> of, VerdictClass supports) =>
        bad.Take(ReplicaClues.Most).SelectMany(replica => new[]
        {
            Clues.Count($"endpoint[{replica.Endpoint}].connect.{what}", of(replica.Connects), null, supports),
            Clues.Count($"endpoint[{replica.Endpoint}].connect.attempts", replica.Connects.Ended, null, supports),
        });

    private static ulong Sum(List<Replica> bad, Func<ReplicaConnects, ulong> of) =>
        bad.Aggregate(0UL, (sum, replica) => sum + of(replica.Connects));
}
