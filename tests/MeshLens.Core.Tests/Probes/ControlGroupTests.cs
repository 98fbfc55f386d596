using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Probes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Probes;

public sealed class ControlGroupTests
{
    private static readonly PathProbePair Quiet = new("a", "b", ProbePairState.Normal, 100_000, 100_000, 10, 0);
    private static readonly PathProbePair Slow = new("a", "b", ProbePairState.Slow, 2_100_000, 100_000, 10, 0);

    private static Diagnosis Create(Cause cause, params PathProbePair[] pairs) =>
        ControlGroup.AddTo(new() { Verdict = new() { Cause = cause } }, new() { Pairs = [.. pairs] });

    [Fact]
    public void NetworkVerdict_ProbesSlowAsWell_SaysEverythingBetweenTheNodesAndByHowMuch()
    {
        var diagnosis = Create(new(VerdictClass.Network, "rtt"), Slow, Quiet with { From = "b", To = "a" });

        var evidence = Assert.Single(diagnosis.Evidence);
        Assert.Equal(("probe.rtt.p50", 2.1, 0.1, "probes", VerdictClass.Network), (evidence.Signal, evidence.Value, evidence.Baseline, evidence.Source, evidence.Supports));
        Assert.Equal("It is not this edge alone: probes between nodes a and b fare badly as well: 2.1 ms instead of 0.1 ms.", Assert.Single(diagnosis.Notes));
    }

    [Fact]
    public void NetworkVerdict_ProbesAsUsual_SaysOnlyThisEdge()
    {
        var diagnosis = Create(new(VerdictClass.Network, "rtt"), Quiet);

        Assert.Empty(diagnosis.Evidence);
        Assert.StartsWith("It is this edge and not everything between its nodes", Assert.Single(diagnosis.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void ApplicationVerdict_ProbesAsUsual_ClearsTheNetworkByTheirNumber()
    {
        var cleared = Assert.Single(Create(new(VerdictClass.Application, "slow-handler"), Quiet).Exonerated);

        Assert.Equal(new Exoneration(VerdictClass.Network, "Probes between the same nodes are as usual: 0.1 ms at most, 0 of 10 without an answer."), cleared);
    }

    [Fact]
    public void AnyVerdict_WithoutProbes_IsAsItWas()
    {
        var before = new Diagnosis { Verdict = new() { Cause = new(VerdictClass.Network, "rtt") } };

        Assert.Same(before, ControlGroup.AddTo(before, null));
        Assert.Same(before, ControlGroup.AddTo(before, new()));
    }

    [Fact]
    public void ApplicationVerdict_FewProbes_ClearNobody() =>
        Assert.Empty(Create(new(VerdictClass.Application, "slow-handler"), Quiet with { Ended = 5 }).Exonerated);
}
