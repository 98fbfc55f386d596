using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class UnreachableRuleTests
{
    private static TestEdge Create() => TestEdge.Well()
        .Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake)
        .Without(End.Server, Signal.Queueing, Signal.Service);

    [Fact]
    public void Silence_WithNoRoomForAnotherCause_IsADeadPath() =>
        Assert.Equal(
            Cause.NetworkUnreachable,
            Create().Failed(FailureReason.TimedOut, 10).Counted(End.Client, Counter.SynRetransmits, 30).Judge().Cause);

    [Fact]
    public void Silence_InTheSecondHalfOfAWindow_IsADeadPath()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 5, 200)
            .Timed(End.Server, Signal.Service, 4.6, 200)
            .Timed(End.Client, Signal.Handshake, 0.3, 50)
            .Failed(FailureReason.Abandoned, 20)
            .Counted(End.Client, Counter.SynRetransmits, 40)
            .Counted(End.Client, Counter.DataRetransmits, 60)
            .Judge();

        Assert.Equal(Cause.NetworkUnreachable, verdict.Cause);
    }

    [Fact]
    public void Silence_WhileTheAcceptQueueIsFull_BelongsToTheDestination() =>
        Assert.Equal(
            Cause.Backlog,
            Create().Failed(FailureReason.Abandoned, 10).Counted(End.Client, Counter.SynRetransmits, 30)
                .Listening(drops: 30, backlog: 17).Judge().Cause);

    [Fact]
    public void Silence_WhenNobodySeesTheAcceptQueue_MustStayToConvict()
    {
        var edge = Create()
            .Failed(FailureReason.TimedOut, 10)
            .Counted(End.Client, Counter.ConnectAttempts, 10)
            .Counted(End.Client, Counter.SynRetransmits, 30)
            .Counted(End.Client, Counter.DataRetransmits, 60)
            .WithoutListeners();

        var windows = Repeat.Windows(edge, 3);

        Assert.NotEqual(VerdictClass.Network, windows[0].Diagnosis.Verdict.Class);
        Assert.Equal(Cause.NetworkUnreachable, windows[^1].Diagnosis.Verdict.Cause);
        Assert.InRange(windows[^1].Diagnosis.Verdict.Confidence, 0.3, 0.7);
        Assert.Contains(windows[0].Diagnosis.Missing, missing => missing.StartsWith("the destination's listener", StringComparison.Ordinal));
    }

    [Fact]
    public void CallersThatBreakOffAtOnce_AreEvidenceAgainstNobody()
    {
        var verdict = TestEdge.Well().Failed(FailureReason.Abandoned, 20).Judge();

        Assert.NotEqual(VerdictClass.Network, verdict.Class);
        Assert.NotEqual(VerdictClass.Application, verdict.Class);
    }

    [Fact]
    public void PooledConnections_SendingAgainAndHearingNothing_AreABlackHole() =>
        Assert.Equal(
            Cause.NetworkUnreachable,
            Create().Counted(End.Client, Counter.DataRetransmits, 12).Judge().Cause);

    [Fact]
    public void NoTrafficAtAll_IsNotADeadPath() =>
        Assert.NotEqual(VerdictClass.Network, Create().Judge().Class);
}
