using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules;

/// <summary>No packet gets through, and nobody says why.</summary>
/// <remarks>
/// Silence says it only when neither a full accept queue nor mere loss explains it: under loss some connects succeed late,
/// here none does; and connections that exist stand still, too. When nobody looks at the accept queue, silence must stay to
/// convict.
/// </remarks>
internal sealed class UnreachableRule : IRule
{
    private const ulong MinSilent = 3;

    public Suspicion? Judge(EdgeView edge)
    {
        if (edge.AcceptQueue.Overflows)
        {
            return null;
        }

        var silent = edge.Failures.Silent >= MinSilent
            && edge.Failures.Exceed(MinSilent, FailureReason.TimedOut, FailureReason.Abandoned)
            && !edge.SomeGetThroughLate
            && !edge.ExistingConnectionsWork;
        return silent ? Silent(edge)
            : IsBlackHole(edge) ? BlackHole(edge)
            : null;
    }

    private static bool IsBlackHole(EdgeView edge) =>
        edge.Retransmits
        && edge.WireClient!.Count(Counter.BytesReceived) == 0
        && edge.WireClient.Count(Counter.Established) == 0
        && edge.Time.Requests == 0
        && edge.Handshakes.All.Count == 0
        && edge.WireClient.Count(Counter.ResetsReceived) == 0;

    private static Suspicion Silent(EdgeView edge)
    {
        var corroborated = edge.AcceptQueue.IsSeen && (edge.AcceptQueue.IsCleared || edge.Retransmits || edge.Stalls.Exceed);
        return new()
        {
            Cause = Cause.NetworkUnreachable,
            Confidence = corroborated ? 0.95 : 0.7,
            Strength = corroborated ? Strength.Strong : Strength.Weak,
            Fails = true,
            Evidence = [.. SilentEvidence(edge)],
            Because = $"the destination cannot be reached: {edge.Failures.Silent} connects got no answer at all",
        };
    }

    private static Suspicion BlackHole(EdgeView edge) => new()
    {
        Cause = Cause.NetworkUnreachable,
        Confidence = edge.MayBeAcceptQueue ? 0.7 : 0.9,
        Strength = edge.MayBeAcceptQueue ? Strength.Weak : Strength.Strong,
        Fails = true,
        Evidence = [.. SilentEvidence(edge), Clues.Count("tcp.bytes_received", 0, null, VerdictClass.Network)],
        Because = "the destination cannot be reached: what is sent on existing connections is sent again and never answered",
    };

    internal static IEnumerable<Evidence> SilentEvidence(EdgeView edge)
    {
        if (edge.Failures.Silent > 0)
        {
            yield return Clues.Count("tcp.connect.unanswered", edge.Failures.Silent, 0, VerdictClass.Network);
        }

        if (edge.WireClient?.Find(Counter.SynRetransmits) is { Value: > 0 } syns)
        {
            yield return Clues.Count("tcp.syn.retransmits", syns.Value, syns.Baseline?.Mean, VerdictClass.Network);
        }

        if (edge.WireClient?.Find(Counter.DataRetransmits) is { Value: > 0 } data)
        {
            yield return Clues.Count("tcp.data.retransmits", data.Value, data.Baseline?.Mean, VerdictClass.Network);
        }
    }
}
