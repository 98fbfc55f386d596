using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>Each rule beside a case that looks alike.</summary>
public sealed class LoggedRulesTests
{
    [Fact]
    public void Edge_AsWellAsEver_IsHealthyByLogsAlone()
    {
        var window = TestEdge.Logged(TestHop.Client(), TestHop.Server()).Classify();

        Assert.Equal(Cause.Healthy, window.Diagnosis.Verdict.Cause);
        Assert.True(window.Quiet);
    }

    [Fact]
    public void ServersProxy_WaitingForItsApplication_IsASlowHandler()
    {
        var window = SlowDestination().Classify();

        Assert.Equal(Cause.SlowHandler, window.Diagnosis.Verdict.Cause);
        Assert.InRange(window.Diagnosis.Latency.Shares.Application, 0.95, 1);
        Assert.All(window.Diagnosis.Evidence, evidence => Assert.Equal(Sources.AccessLog, evidence.Source));
    }

    [Fact]
    public void CallersProxy_WaitingWhileTheServersIsQuick_IsTheNetwork()
    {
        var window = SlowPath().Classify();

        Assert.Equal(Cause.NetworkRtt, window.Diagnosis.Verdict.Cause);
        Assert.InRange(window.Diagnosis.Latency.Shares.Network, 0.95, 1);
        Assert.Contains(window.Diagnosis.Exonerated, cleared => cleared.Class == VerdictClass.Application);
    }

    [Fact]
    public void CallersProxy_WaitingWithSomeRequestsOnly_IsLoss()
    {
        var edge = TestEdge.Logged(
            TestHop.Client().SomeTake(HopPart.UpstreamWait, 250, 60).SomeTake(HopPart.Total, 250, 60),
            TestHop.Server());

        Assert.Equal(Cause.NetworkRetransmission, Repeat.Windows(edge, 4)[^1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void CallersProxy_WaitingWhileAProxyLacksAProcessor_IsNotTheNetwork()
    {
        var verdict = SlowPath().Pressed(End.Server, runQueue: 0.4).Judge();

        Assert.Equal(VerdictClass.Undetermined, verdict.Class);
    }

    [Fact]
    public void CallersProxy_WaitingOnABusyHost_IsTheNetwork()
    {
        var verdict = SlowPath().Pressed(End.Server, runQueue: 0.1).Judge();

        Assert.Equal(Cause.NetworkRtt, verdict.Cause);
    }

    [Fact]
    public void CallersProxy_WaitingWhileTheKernelSeesAQuickPath_IsNotTheNetwork()
    {
        var verdict = SlowPath()
            .Timed(End.Client, Signal.Handshake, 0.3, 40).On(End.Client, Leg.ProxyToProxy)
            .Judge();

        Assert.Equal(VerdictClass.Undetermined, verdict.Class);
    }

    [Fact]
    public void CallersProxy_WaitingWithoutTheServersLog_IsUndeterminedAndNamesIt()
    {
        var window = TestEdge.Logged(TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5)).Classify();

        Assert.Equal(VerdictClass.Undetermined, window.Diagnosis.Verdict.Class);
        Assert.Contains(window.Diagnosis.Missing, missing => missing.StartsWith("access log of the destination's proxy", StringComparison.Ordinal));
        Assert.Equal(1, window.Diagnosis.Latency.Shares.Unexplained);
    }

    [Fact]
    public void CallersProxy_HoldingRequests_IsTheMeshsTimeAndSaysSo()
    {
        var window = TestEdge.Logged(TestHop.Client().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Total, 46.5), TestHop.Server()).Classify();

        Assert.InRange(window.Diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
        Assert.Contains("the caller's proxy holds requests for 40 ms", window.Diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(window.Diagnosis.Missing, missing => missing.StartsWith("connection timings", StringComparison.Ordinal));
    }

    [Fact]
    public void ServersProxy_HoldingRequests_IsNotASlowHandler()
    {
        var verdict = TestEdge.Logged(
            TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5),
            TestHop.Server().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Total, 45.2)).Judge();

        Assert.Equal(VerdictClass.Undetermined, verdict.Class);
        Assert.Contains("the destination's proxy holds requests", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void CallersProxy_ReceivingRequestsInParts_IsTheCaller()
    {
        var verdict = TestEdge.Logged(TestHop.Client().Takes(HopPart.Receive, 40).Takes(HopPart.Total, 46.5), TestHop.Server()).Judge();

        Assert.Equal(Cause.Caller, verdict.Cause);
    }

    [Theory]
    [InlineData(ResponseFlag.UpstreamConnectionFailure, "application/refused")]
    [InlineData(ResponseFlag.UpstreamConnectionTermination, "application/broken-off")]
    [InlineData(ResponseFlag.UpstreamRemoteReset, "application/broken-off")]
    public void Flags_AtTheServersProxy_AreTheApplications(ResponseFlag flag, string cause)
    {
        var window = TestEdge.Logged(TestHop.Client().Failed(80), TestHop.Server().Failed(80).Flagged(flag, 80)).Classify();

        Assert.Equal(cause, window.Diagnosis.Verdict.Cause.ToString());
        Assert.Equal(Symptom.Failures, window.Diagnosis.Verdict.Symptom);
    }

    [Theory]
    [InlineData(ResponseFlag.UpstreamConnectionFailure)]
    [InlineData(ResponseFlag.UpstreamConnectionTermination)]
    [InlineData(ResponseFlag.NoHealthyUpstream)]
    public void Flags_AtTheCallersProxy_DoNotSayWhoseFault(ResponseFlag flag)
    {
        List<Verdict> verdicts = [.. Repeat.Windows(TestEdge.Logged(TestHop.Client().Failed(80).Flagged(flag, 80), TestHop.Server()), 4).Select(window => window.Diagnosis.Verdict)];

        Assert.All(verdicts, verdict => Assert.NotEqual(VerdictClass.Application, verdict.Class));
        Assert.All(verdicts, verdict => Assert.NotEqual(VerdictClass.Network, verdict.Class));
        Assert.Equal(Symptom.Failures, verdicts[^1].Symptom);
        Assert.Contains(ResponseFlagNames.Of(flag), verdicts[^1].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void CallersProxy_WaitingInVainForConnections_IsUnreachable()
    {
        var edge = TestEdge.Logged(TestHop.Client().SomeTake(HopPart.BeforeUpstream, 3000, 80).Failed(80).Flagged(ResponseFlag.UpstreamConnectionFailure, 80));

        Assert.Equal(Cause.NetworkUnreachable, Repeat.Windows(edge, 4)[^1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Errors_WithoutAFlag_AreTheApplications()
    {
        var verdict = TestEdge.Logged(TestHop.Client().Failed(80), TestHop.Server().Failed(80)).Judge();

        Assert.Equal(Cause.Errors, verdict.Cause);
    }

    [Fact]
    public void Errors_ThatWereAlwaysThere_AreNoNews()
    {
        var verdict = TestEdge.Logged(TestHop.Client().Failed(80, usually: 80), TestHop.Server().Failed(80, usually: 80)).Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void Callers_GivingUp_AreNoFailureOfTheEdge()
    {
        var verdict = TestEdge.Logged(TestHop.Client().Failed(80).Flagged(ResponseFlag.DownstreamConnectionTermination, 80), TestHop.Server()).Judge();

        Assert.Equal(Cause.Healthy, verdict.Cause);
    }

    [Fact]
    public void Kernel_ThatTimedTheApplication_IsBelievedBeforeItsProxy()
    {
        var verdict = TestEdge.Well().ThroughProxies()
            .With(TestHop.Client(), TestHop.Server().Takes(HopPart.UpstreamWait, 40))
            .Judge();

        Assert.NotEqual(Cause.SlowHandler, verdict.Cause);
    }

    private static TestEdge SlowDestination() => TestEdge.Logged(
        TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5),
        TestHop.Server().Takes(HopPart.UpstreamWait, 44.7).Takes(HopPart.Total, 45.2));

    private static TestEdge SlowPath() => TestEdge.Logged(
        TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5),
        TestHop.Server());
}
