using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Decision;

/// <summary>What a window says on its own, before anything is remembered of earlier ones.</summary>
internal sealed class WindowJudgement
{
    private const ulong MinServed = 5;

    public WindowJudgement(EdgeView edge)
    {
        Edge = edge;
        Suspicions = Refinement.Of([.. RuleBook.All.Select(rule => rule.Judge(edge)).OfType<Suspicion>()]);
        Chosen = Choice.Of(edge, Suspicions);
        Symptom = Chosen is null ? Symptom.None : Symptoms.Of(edge, Chosen);
    }

    public EdgeView Edge { get; }
    public IReadOnlyList<Suspicion> Suspicions { get; }

    /// <summary>Null when nothing is wrong.</summary>
    public Suspicion? Chosen { get; }
    public Symptom Symptom { get; }

    /// <summary>What can be said without naming a cause; null when nothing looks wrong.</summary>
    public Suspicion? Doubt => Unexplained.Of(Edge, Suspicions);

    /// <summary>Enough was seen, beside a baseline, to say that nothing is wrong.</summary>
    public bool CanTell => Chosen is null
        && (Edge.Felt.Change.Strength == Strength.None
            || (!Edge.Time.ClientSeen && Edge.Felt.Hop is null && Edge.Handshakes.Change.Strength == Strength.None)
            || (Edge.Caller is null && Edge.Felt.Hop is null && Edge.Service.Strength == Strength.None));

    /// <summary>As <see cref="CanTell"/>, with at least half of the usual traffic: one such window is enough to recover.</summary>
    public bool CanTellForSure => CanTell && Requests >= MinServed && Requests >= 0.5 * UsualRequests;

    /// <summary>Baselines may learn from the window.</summary>
    public bool IsQuiet => Chosen is null && Suspicions.Count == 0 && !Edge.Snapshot.Coverage.Partial;

    private ulong Requests => Edge.Felt.Hop?.Ended ?? Edge.Time.Requests;

    private double UsualRequests => Edge.Felt.Hop?.UsuallyEnded
        ?? (Edge.Caller?.Find(Signals.Signal.Turn) ?? Edge.Callee?.Find(Signals.Signal.Service))?.Baseline?.SamplesPerWindow ?? 0;
}
