using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>Slow handler, queueing, CPU quota, accept queue, refused: the destination's own causes.</summary>
public sealed class DestinationRulesTests
{
    private static TestEdge SlowHandler() => TestEdge.Well()
        .Timed(End.Client, Signal.Turn, 25, 400)
        .Timed(End.Server, Signal.Service, 24.6, 400);

    private static TestEdge SlowQueue() => TestEdge.Well()
        .Timed(End.Client, Signal.Turn, 25, 400)
        .Timed(End.Server, Signal.Queueing, 20.1, 400);

    [Fact]
    public void Service_Shifted_IsASlowHandlerAndClearsTheNetwork()
    {
        var window = SlowHandler().Classify();

        Assert.Equal(Cause.SlowHandler, window.Diagnosis.Verdict.Cause);
        Assert.Contains(window.Diagnosis.Exonerated, e => e.Class == VerdictClass.Network && e.Because.Contains("handshake p99", StringComparison.Ordinal));
        Assert.InRange(window.Diagnosis.Latency.Shares.Application, 0.99, 1);
    }

    [Fact]
    public void Service_ShiftedSeenFromTheServerAlone_IsASlowHandler() =>
        Assert.Equal(
            Cause.SlowHandler,
            SlowHandler().Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake).Judge().Cause);

    [Fact]
    public void Service_ShiftedWhileItsOwnCallsFail_NamesThem()
    {
        var verdict = SlowHandler()
            .Beside(SiblingRelation.Downstream, "payments", "ledger", Cause.NetworkUnreachable, default)
            .Judge();

        Assert.Equal(Cause.SlowHandler, verdict.Cause);
        Assert.Contains("waits for its own calls to ledger", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Turns_SlowWithSteadyHandshakesAndNoServer_PointAtTheDestinationOnlyWhenTheyStay()
    {
        var edge = TestEdge.WellWithoutServer().Timed(End.Client, Signal.Turn, 25, 400);

        var windows = Repeat.Windows(edge, 3);

        Assert.Equal(Cause.Undetermined, windows[0].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.SlowHandler, windows[^1].Diagnosis.Verdict.Cause);
        Assert.InRange(windows[^1].Diagnosis.Verdict.Confidence, 0.3, 0.7);
    }

    [Fact]
    public void Turns_SlowOnPooledConnectionsWithoutServer_AreNotDecided()
    {
        var edge = TestEdge.WellWithoutServer().Without(End.Client, Signal.Handshake).Timed(End.Client, Signal.Turn, 25, 400);

        var windows = Repeat.Windows(edge, 4);

        Assert.Equal(Cause.Undetermined, windows[^1].Diagnosis.Verdict.Cause);
        Assert.Contains(windows[^1].Diagnosis.Missing, missing => missing.StartsWith("handshakes", StringComparison.Ordinal));
    }

    [Fact]
    public void Handshakes_WhenEveryConnectFailed_AreNotSaidToBePooled()
    {
        var missing = TestEdge.Well()
            .Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake)
            .Failed(FailureReason.Refused, 20)
            .Classify().Diagnosis.Missing;

        Assert.Contains("handshakes: none succeeded, 20 connects failed", missing);
        Assert.DoesNotContain(missing, one => one.Contains("already existed", StringComparison.Ordinal));
    }

    [Fact]
    public void Queueing_Shifted_IsNotTheHandler() => Assert.Equal(Cause.Queueing, SlowQueue().Judge().Cause);

    [Fact]
    public void Throttling_OfASlowDestination_IsTheCause()
    {
        Assert.Equal(Cause.CpuThrottled, SlowHandler().Pressed(End.Server, throttled: 0.3).Judge().Cause);
        Assert.Equal(Cause.CpuThrottled, SlowQueue().Pressed(End.Server, throttled: 0.3).Judge().Cause);
    }

    [Fact]
    public void Throttling_OfADestinationAsQuickAsEver_IsNothing() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Pressed(End.Server, throttled: 0.3).Judge().Cause);

    [Fact]
    public void FullAcceptQueue_ForACallerThatMakesNoConnections_IsNothing() =>
        Assert.Equal(
            Cause.Healthy,
            TestEdge.Well().Without(End.Client, Signal.Handshake).Listening(drops: 50, backlog: 17).Judge().Cause);

    [Fact]
    public void FullAcceptQueue_ForACallerThatSentOneSynAgain_IsNothing() =>
        Assert.Equal(
            Cause.Healthy,
            TestEdge.Well().Counted(End.Client, Counter.SynRetransmits, 1).Listening(drops: 50, backlog: 17).Judge().Cause);

    [Fact]
    public void LateAccepts_WithoutDrops_AreTheAcceptQueueToo()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Server, Signal.AcceptWait, 80, 100, usualMs: 0.1)
            .Timed(End.Client, Signal.Turn, 25, 400)
            .Timed(End.Server, Signal.Queueing, 20.1, 400)
            .Judge();

        Assert.Equal(Cause.Backlog, verdict.Cause);
    }

    [Fact]
    public void Refusals_AFew_AreEnough()
    {
        var window = TestEdge.Well().Failed(FailureReason.Refused, 4).Classify();

        Assert.Equal(Cause.Refused, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Failures, window.Diagnosis.Verdict.Symptom);
        Assert.False(window.Quiet);
    }

    [Fact]
    public void Resets_OfHandshakes_AreNotCalledRefusals()
    {
        var windows = Repeat.Windows(TestEdge.Well().Failed(FailureReason.Reset, 20), 3);

        Assert.Null(windows[0].Diagnosis.Verdict.Cause.Name);
        Assert.Equal(Cause.Refused, windows[^1].Diagnosis.Verdict.Cause);
        Assert.Contains("20 handshakes were answered with a reset", windows[^1].Diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(windows[^1].Diagnosis.Evidence, e => e is { Signal: "tcp.connect.failures.reset", Value: 20 });
    }

    [Fact]
    public void Refusals_One_IsNothing() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Failed(FailureReason.Refused, 1).Judge().Cause);

    [Theory]
    [InlineData(40, true)]
    [InlineData(1, false)]
    public void Refusals_ToTheDestinationsOwnProxy_AreTheApplications(ulong refused, bool blamed)
    {
        var edge = TestEdge.Well();
        edge.Snapshot.Legs.Add(new()
        {
            Leg = Leg.ProxyToApp,
            End = End.Client,
            Counters = [new((Counter)((byte)Counter.FailuresBase + (byte)FailureReason.Refused), refused, new() { Windows = 60 })],
        });

        Assert.Equal(blamed, edge.Judge().Cause == Cause.Refused);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 80, false)]
    [InlineData(9, 80, true)]
    public void Drops_OfAListenerWhoseConnectionsAreReset_AreNoFullQueueUnlessItIsSeen(uint backlog, ulong resets, bool full)
    {
        var edge = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 25, 400)
            .And(End.Client, Signal.Handshake, 1020, 20)
            .Counted(End.Client, Counter.SynRetransmits, 20)
            .Counted(End.Server, Counter.ResetsReceived, resets)
            .Listening(drops: 100, backlog);

        Assert.Equal(full, edge.Judge().Cause == Cause.Backlog);
    }

    [Theory]
    [InlineData(0, 20, true)]
    [InlineData(0, 0, false)]
    [InlineData(5, 20, false)]
    public void Drops_OfAListenerThatAcceptsAtOnce_AreLossUnlessItsQueueIsSeen(uint backlog, ulong prompt, bool isLoss)
    {
        // A SYN that is sent again because its answer was lost is a drop of the listener, too.
        var edge = TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 0.3, 80)
            .And(End.Client, Signal.Handshake, 1250, 20)
            .Counted(End.Client, Counter.SynRetransmits, 20)
            .Counted(End.Server, Counter.PromptAccepts, prompt)
            .Listening(drops: 20, backlog);

        Assert.Equal(isLoss ? Cause.NetworkSynLoss : Cause.Backlog, edge.Judge().Cause);
    }
}
