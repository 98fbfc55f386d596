using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class RttRuleTests
{
    [Fact]
    public void LongerPath_SeenByHandshakesAndTurns_IsTheNetwork()
    {
        var window = TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 50.3, 100)
            .Timed(End.Client, Signal.Turn, 55, 400)
            .Classify();

        Assert.Equal(Cause.NetworkRtt, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Growth, window.Diagnosis.Verdict.Symptom);
        Assert.InRange(window.Diagnosis.Latency.Shares.Network, 0.99, 1);
        Assert.Equal(
            "without the longer path the mean is 5.2 ms, not 68 ms", window.Diagnosis.Verdict.Without);
    }

    [Fact]
    public void LongerPath_OnPooledConnections_ShowsInTurnsMinusServerTime()
    {
        var verdict = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Turn, 25, 400)
            .Judge();

        Assert.Equal(Cause.NetworkRtt, verdict.Cause);
    }

    [Fact]
    public void LongerPath_WithoutTheServersEnd_ShowsInHandshakes()
    {
        var window = TestEdge.WellWithoutServer()
            .Timed(End.Client, Signal.Handshake, 20.3, 100)
            .Timed(End.Client, Signal.Turn, 25, 400)
            .Classify();

        Assert.Equal(Cause.NetworkRtt, window.Diagnosis.Verdict.Cause);
        Assert.InRange(window.Diagnosis.Latency.Shares.Network, 0.95, 1);
        Assert.Contains(window.Diagnosis.Missing, missing => missing.StartsWith("the destination's end", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(40)]
    public void SmoothedRtt_FollowingASlowHandlerOnPooledConnections_IsNotTheNetwork(double handlerMs)
    {
        var verdict = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Turn, 0.4 + (5 * handlerMs), 400)
            .Timed(End.Server, Signal.Service, 5 * handlerMs, 400)
            .Timed(End.Client, Signal.SmoothedRtt, 5 * handlerMs, 50, usualMs: 0.3)
            .Judge();

        Assert.Equal(Cause.SlowHandler, verdict.Cause);
    }

    [Fact]
    public void SmoothedRtt_Alone_ConvictsNobody()
    {
        var verdict = TestEdge.Well().Timed(End.Client, Signal.SmoothedRtt, 40, 50, usualMs: 0.3).Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void SmoothedRtt_StayingLow_DoesNotClearALongerPath()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 50.3, 100)
            .Timed(End.Client, Signal.Turn, 55, 400)
            .Timed(End.Client, Signal.SmoothedRtt, 0.3, 50)
            .Judge();

        Assert.Equal(Cause.NetworkRtt, verdict.Cause);
    }

    [Fact]
    public void SteadyHandshakes_ContradictingThePath_LeaveTheCauseOpen()
    {
        var window = TestEdge.Well().Timed(End.Client, Signal.Turn, 55, 400).Classify();

        Assert.Equal(Cause.Undetermined, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Growth, window.Diagnosis.Verdict.Symptom);
    }

    [Fact]
    public void SlowerHop_BetweenTwoProxiesThatNobodySaw_IsNotCalledThePath()
    {
        var window = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Turn, 25, 400)
            .ThroughProxies()
            .Classify();

        Assert.Equal(Cause.Undetermined, window.Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Handshakes_WithTheCallersOwnProxy_ClearNoNetwork()
    {
        var window = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 25, 400)
            .Timed(End.Server, Signal.Service, 24.6, 400)
            .Without(End.Server, Signal.Queueing)
            .ThroughProxies()
            .Classify();

        Assert.Equal(Cause.SlowHandler, window.Diagnosis.Verdict.Cause);
        Assert.DoesNotContain(window.Diagnosis.Exonerated, e => e.Because.Contains("handshake", StringComparison.Ordinal));
    }

    [Fact]
    public void SharedServerTime_IsNotSubtracted()
    {
        var window = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Timed(End.Client, Signal.Turn, 55, 400)
            .Shared()
            .Classify();

        Assert.Equal(Cause.Undetermined, window.Diagnosis.Verdict.Cause);
        Assert.Null(window.PathMeanNs);
        Assert.InRange(window.Diagnosis.Latency.Shares.Unexplained, 0.99, 1);
    }
}
