using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class SynLossRuleTests
{
    private static TestEdge Create() => TestEdge.Well()
        .Timed(End.Client, Signal.Handshake, 0.3, 80)
        .And(End.Client, Signal.Handshake, 1250, 20)
        .Counted(End.Client, Counter.SynRetransmits, 20);

    [Fact]
    public void LateHandshakes_WhenTheListenerDroppedNothing_AreLoss()
    {
        var window = Create().Classify();

        Assert.Equal(Cause.NetworkSynLoss, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Jitter, window.Diagnosis.Verdict.Symptom);
        Assert.Equal(62.5, window.Diagnosis.Latency.ExcessMs, 2.0);
        Assert.Contains(window.Diagnosis.Evidence, e => e is { Signal: "tcp.syn.retransmits", Value: 20 });
    }

    [Fact]
    public void LateHandshakes_OfOneReplicaAlone_NameIt()
    {
        var diagnosis = Create().In("a", "10.0.0.2:8080")
            .Connected("10.0.0.1:8080", 40).Connected("10.0.0.2:8080", 40).Connected("10.0.0.3:8080", 20)
            .Resent("10.0.0.2:8080", Counter.SynRetransmits, 19).Resent("10.0.0.3:8080", Counter.SynRetransmits, 1)
            .Classify().Diagnosis;

        Assert.Equal(Cause.NetworkSynLoss, diagnosis.Verdict.Cause);
        Assert.Contains(", 95 % on the way to 10.0.0.2:8080 (in zone a)", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, evidence => evidence is { Signal: "endpoint[10.0.0.2:8080].syn.retransmits", Value: 19 });
        Assert.Contains(diagnosis.NextSteps, step => step.StartsWith("Compare the way to 10.0.0.2:8080", StringComparison.Ordinal));
    }

    [Fact]
    public void LateHandshakes_OfMostReplicas_NameNone() => Assert.DoesNotContain(
        "on the way to",
        Create().Connected("10.0.0.1:8080", 50).Connected("10.0.0.2:8080", 50)
            .Resent("10.0.0.1:8080", Counter.SynRetransmits, 9).Resent("10.0.0.2:8080", Counter.SynRetransmits, 11).Judge().Summary,
        StringComparison.Ordinal);

    [Fact]
    public void LateHandshakes_WhileNoOtherReplicaWasReached_NameNone() => Assert.DoesNotContain(
        "on the way to",
        Create().Connected("10.0.0.1:8080", 50).Connected("10.0.0.2:8080", 0).Resent("10.0.0.1:8080", Counter.SynRetransmits, 20).Judge().Summary,
        StringComparison.Ordinal);

    [Fact]
    public void LateHandshakes_WhenTheAcceptQueueIsFull_AreNeverCalledLoss() =>
        Assert.Equal(Cause.Backlog, Create().Listening(drops: 20, backlog: 17).Judge().Cause);

    [Fact]
    public void LateHandshakes_WhenNobodySeesTheListener_AreNotDecided()
    {
        var edge = Create().WithoutListeners();

        var verdicts = Repeat.Windows(edge, 3);

        Assert.Equal(Cause.Undetermined, verdicts[^1].Diagnosis.Verdict.Cause);
        Assert.Contains(verdicts[^1].Diagnosis.Missing, missing => missing.Contains("listener", StringComparison.Ordinal));
    }

    [Fact]
    public void LateHandshakes_BesideAWindowInWhichTheAcceptQueueOverflowed_AreNeverCalledLoss() =>
        Assert.Equal(Cause.Backlog, Create().OverflowedNearby(drops: 20).Judge().Cause);

    [Fact]
    public void LateHandshakes_BegunLongBeforeTheWindow_AreOver()
    {
        var verdict = TestEdge.Well()
            .And(End.Client, Signal.Handshake, 15_000, 20)
            .Counted(End.Client, Counter.SynRetransmits, 20)
            .Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void OneLateHandshake_IsNothing()
    {
        var verdict = TestEdge.Well()
            .And(End.Client, Signal.Handshake, 1250, 1)
            .Counted(End.Client, Counter.SynRetransmits, 1)
            .Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void LateHandshakes_AsManyAsUsual_AreNothingNew()
    {
        var verdict = TestEdge.Well()
            .And(End.Client, Signal.Handshake, 1250, 5)
            .Counted(End.Client, Counter.SynRetransmits, 5, usual: 4)
            .Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void SilentConnects_WhileExistingConnectionsWork_AreLossAndNotADeadPath()
    {
        var verdict = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Handshake, 0.3, 5, usualMs: 0.3, usualCount: 100)
            .Failed(FailureReason.Abandoned, 40)
            .Counted(End.Client, Counter.SynRetransmits, 90)
            .Judge();

        Assert.Equal(Cause.NetworkSynLoss, verdict.Cause);
        Assert.Equal(Symptom.Failures, verdict.Symptom);
    }
}
