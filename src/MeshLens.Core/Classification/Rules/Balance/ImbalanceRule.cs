using MeshLens.Core.Classification.Rules.Configured;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Balance;

/// <summary>Requests are spread as unevenly as the configuration predicts, and the replica that gets most of them is the slow one.</summary>
/// <remarks>
/// It says <c>application/bad-endpoint</c> more exactly. A slow replica that gets no more than the others is slow for reasons of its
/// own, whatever is configured; and an uneven spread that slows nobody is no trouble.
/// </remarks>
internal sealed class ImbalanceRule : ConfiguredRule
{
    /// <summary>So many times what each would get of an even spread.</summary>
    private const double Uneven = 1.5;

    private readonly IRule[] _slow = [new SlowEndpointRule(), new LoggedEndpointRule()];

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration)
    {
        var whole = _slow.Select(rule => rule.Judge(edge)).FirstOrDefault(suspicion => suspicion is { Fails: false } && suspicion.Cause == Cause.BadEndpoint);
        return whole is not null && Busiest(edge) is { } busiest && configuration.Findings.Find(finding => Predicts(finding, busiest)) is { } finding
            ? Blame(whole, busiest, edge.Replicas.Count, Setting.Of(finding), finding)
            : null;
    }

    // It must be the slow one.
    private static Replica? Busiest(EdgeView edge)
    {
        var busiest = edge.Replicas.MaxBy(replica => replica.Share)!;
        return busiest.Share >= Uneven / edge.Replicas.Count
            && (busiest.Server.Strength >= Statistics.Strength.Weak || busiest.Turn.Strength >= Statistics.Strength.Weak || busiest.Wait.Strength >= Statistics.Strength.Weak)
            ? busiest
            : null;
    }

    // A share that is predicted is that of all replicas behind one weight: none of them gets more.
    private static bool Predicts(ConfiguredFinding finding, Replica busiest) => finding.Effect == ConfiguredEffect.Imbalance
        && (finding.Share is not { } most || Numbers.IsWithin(busiest.Share, most, busiest.Requests));

    private static Suspicion Blame(Suspicion whole, Replica busiest, int replicas, Setting setting, ConfiguredFinding finding) => whole with
    {
        Cause = Cause.Imbalance,
        Confidence = Math.Min(whole.Confidence, 0.88),
        Refines = [Cause.BadEndpoint, .. whole.Refines],
        Evidence =
        [
            ConfiguredClues.Measured(
                Clues.Share($"endpoint[{busiest.Endpoint}].share", busiest.Share, busiest.UsualShare, VerdictClass.MeshConfig), setting, finding.Share * 100),
            .. whole.Evidence.Where(evidence => evidence.Signal != $"endpoint[{busiest.Endpoint}].share"),
        ],
        Because = $"requests are spread unevenly, as is configured ({setting.Where}): {busiest.Endpoint} gets {Clues.Percent(busiest.Share)} of them, {Clues.Percent(1.0 / replicas)} would be even, and cannot keep up; {whole.Because}",
        NextStep = setting.NextStep,
        Without = "the uneven spread",
    };
}
