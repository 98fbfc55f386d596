using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class RetransmissionRuleTests
{
    private static TestEdge Create() => TestEdge.Well()
        .Timed(End.Client, Signal.Turn, 5, 360)
        .And(End.Client, Signal.Turn, 210, 40)
        .And(End.Client, Signal.RecoveryStall, 205, 40)
        .Counted(End.Client, Counter.DataRetransmits, 40);

    private static VerdictState Unreachable() => new()
    {
        Cause = Cause.NetworkUnreachable,
        Symptom = Symptom.Failures,
        SinceWindow = TestEdge.Window - 4,
        LastSeenWindow = TestEdge.Window - 1,
        Confidence = 0.95,
    };

    [Fact]
    public void Stalls_ThatExplainTheExcess_AreLoss()
    {
        var window = Create().Classify();

        Assert.Equal(Cause.NetworkRetransmission, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Jitter, window.Diagnosis.Verdict.Symptom);
        Assert.InRange(window.Diagnosis.Latency.Shares.Network, 0.99, 1);
        Assert.Equal("without the retransmission stalls the mean is 5.2 ms, not 26 ms", window.Diagnosis.Verdict.Without);
    }

    [Fact]
    public void Stalls_OnTheWayToOneReplica_NameIt()
    {
        var verdict = Create()
            .Replica(End.Client, "10.0.0.1:8080", Signal.Turn, 5, 200, 5).Replica(End.Client, "10.0.0.2:8080", Signal.Turn, 45, 200, 5)
            .Resent("10.0.0.2:8080", Counter.DataRetransmits, 40)
            .Judge();

        Assert.Equal(Cause.NetworkRetransmission, verdict.Cause);
        Assert.Contains(", all of it on the way to 10.0.0.2:8080", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Stalls_SeenByTheServersEndAlone_AreLoss()
    {
        var verdict = TestEdge.Well()
            .Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake)
            .And(End.Server, Signal.RecoveryStall, 205, 40)
            .Judge();

        Assert.Equal(Cause.NetworkRetransmission, verdict.Cause);
    }

    [Fact]
    public void Retransmits_WithoutStalls_DelayNobody()
    {
        var verdict = TestEdge.Well().Counted(End.Client, Counter.DataRetransmits, 40).Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void Stalls_WhileTheAcceptQueueIsFull_BelongToTheDestination() =>
        Assert.Equal(Cause.Backlog, Create().Listening(drops: 40, backlog: 17).Judge().Cause);

    [Fact]
    public void Stalls_OfNewConnectionsWhenNobodySeesTheAcceptQueue_MustStayToConvict()
    {
        var windows = Repeat.Windows(Create().WithoutListeners(), 3);

        Assert.NotEqual(VerdictClass.Network, windows[0].Diagnosis.Verdict.Class);
        Assert.Equal(Cause.NetworkRetransmission, windows[^1].Diagnosis.Verdict.Cause);
        Assert.InRange(windows[^1].Diagnosis.Verdict.Confidence, 0.3, 0.75);
        Assert.Contains(windows[0].Diagnosis.Missing, missing => missing.StartsWith("the destination's listener", StringComparison.Ordinal));
    }

    [Fact]
    public void Stalls_OfPooledConnections_NeedNoAcceptQueue() =>
        Assert.Equal(
            Cause.NetworkRetransmission,
            Create().Without(End.Client, Signal.Handshake).WithoutListeners().Judge().Cause);

    [Fact]
    public void Stalls_AfterResponsesBegan_ShowInTheirTails()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Client, Signal.ResponseTail, 2, 400)
            .And(End.Client, Signal.ResponseTail, 207, 40)
            .And(End.Client, Signal.RecoveryStall, 205, 40)
            .Counted(End.Client, Counter.DataRetransmits, 40)
            .Classify().Diagnosis;

        Assert.Equal(Cause.NetworkRetransmission, verdict.Verdict.Cause);
        Assert.Contains(verdict.Evidence, evidence => evidence.Signal == "client.response_tail.mean");
    }

    [Fact]
    public void Stalls_LongerThanTheWindow_BelongToAFaultBeforeIt()
    {
        var verdict = TestEdge.Well()
            .And(End.Client, Signal.RecoveryStall, 25_600, 8)
            .Counted(End.Client, Counter.DataRetransmits, 8)
            .Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void Stalls_ThatNoRequestFelt_AfterADeadPath_AreOver()
    {
        var edge = TestEdge.Well().And(End.Client, Signal.RecoveryStall, 6400, 8).Counted(End.Client, Counter.DataRetransmits, 8);

        Assert.Equal(Cause.Healthy, edge.After(Unreachable()).Judge().Cause);
    }

    [Fact]
    public void Stalls_ThatRequestsFeel_AfterADeadPath_AreLoss()
    {
        var windows = Repeat.Windows(Create().After(Unreachable()), 2);

        Assert.Equal(Cause.NetworkRetransmission, windows[^1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Stalls_ThatNoRequestFelt_WithoutAFaultBefore_StillCount()
    {
        var edge = TestEdge.Well().And(End.Client, Signal.RecoveryStall, 6400, 8).Counted(End.Client, Counter.DataRetransmits, 8);

        Assert.Equal(Cause.NetworkRetransmission, edge.Judge().Cause);
    }

    [Fact]
    public void Stalls_ThatExplainLittleOfASlowHandler_AreNotTheCause()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 105, 400)
            .Timed(End.Server, Signal.Service, 100, 400)
            .And(End.Client, Signal.RecoveryStall, 205, 4)
            .Judge();

        Assert.Equal(Cause.SlowHandler, verdict.Cause);
    }
}
