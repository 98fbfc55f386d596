using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Delays and aborts on purpose.</summary>
public sealed class FaultRuleTests
{
    [Fact]
    public void Delay_OnAsManyAsTheFaultNames_IsTheConfigurationWithItsNumbers()
    {
        var diagnosis = Delayed(200).Configured(Found.FaultDelay(100, 0.5)).Classify().Diagnosis;

        Assert.Equal(Cause.FaultDelay, diagnosis.Verdict.Cause);
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
        Assert.InRange(diagnosis.Verdict.Confidence, 0.9, 1);
        var flag = Assert.Single(diagnosis.Evidence, item => item.Signal == "proxy.client.flags.DI.share");
        Assert.Equal((50, new PredictedBy("fault-delay", "VirtualService shop/payments", "spec.http[0].fault.delay", 50)), (flag.Value, flag.Predicted));
        Assert.Equal("VirtualService shop/payments, spec.http[0].fault.delay: Mend it.", diagnosis.NextSteps[0]);
    }

    [Fact]
    public void Delay_ThatBeganWithinTheWindow_ShowsOnFewer() =>
        Assert.Equal(Cause.FaultDelay, Delayed(80).Configured(Found.FaultDelay(100, 0.5)).Judge().Cause);

    [Fact]
    public void Delay_WithoutAFinding_IsNotTheConfiguration() =>
        Assert.Equal(VerdictClass.Undetermined, Delayed(200).Configured(Found.Harmless()).Judge().Class);

    [Fact]
    public void Delay_OnFarMoreThanTheFaultNames_IsNotTheConfiguration() =>
        Assert.Equal(VerdictClass.Undetermined, Delayed(200).Configured(Found.FaultDelay(100, 0.1)).Judge().Class);

    [Fact]
    public void Delay_BesideASlowDestination_IsTheApplications()
    {
        var verdict = TestEdge.Logged(
            TestHop.Client().Takes(HopPart.UpstreamWait, 106).Takes(HopPart.Total, 106.5),
            TestHop.Server().Takes(HopPart.UpstreamWait, 104.7).Takes(HopPart.Total, 105.2)).Configured(Found.FaultDelay(100, 1)).Judge();

        Assert.Equal(Cause.SlowHandler, verdict.Cause);
    }

    [Fact]
    public void Delay_BesideALongerPath_IsTheNetworks()
    {
        var verdict = ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.UpstreamWait, 106).Takes(HopPart.Total, 106.5)).Configured(Found.FaultDelay(100, 1)).Judge();

        Assert.Equal(Cause.NetworkRtt, verdict.Cause);
    }

    [Fact]
    public void Delay_SeenByTheKernelAlone_MustStayAndIsBelievedLess()
    {
        var edge = ConfiguredEdge.ByKernel().Turning(106.5).Configured(Found.FaultDelay(100, 1));

        Assert.NotEqual(VerdictClass.MeshConfig, edge.Judge().Class);
        var verdict = edge.Lasting();
        Assert.Equal(Cause.FaultDelay, verdict.Cause);
        Assert.InRange(verdict.Confidence, 0.3, 0.75);
    }

    [Fact]
    public void Delay_SeenByTheKernelAloneAndOfAnotherSize_IsUndeterminedAndNamesTheLog()
    {
        var diagnosis = Repeat.Windows(ConfiguredEdge.ByKernel().Turning(46.5).Configured(Found.FaultDelay(100, 1)), 4)[^1].Diagnosis;

        Assert.Equal(VerdictClass.Undetermined, diagnosis.Verdict.Class);
        Assert.Contains(diagnosis.Missing, missing => missing.StartsWith("access log of the caller's proxy", StringComparison.Ordinal));
    }

    [Fact]
    public void Abort_OfAsManyAsTheFaultNames_IsTheConfiguration()
    {
        var diagnosis = Aborted(80).Configured(Found.FaultAbort(0.2)).Classify().Diagnosis;

        Assert.Equal((Cause.FaultAbort, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Equal(20, Assert.Single(diagnosis.Evidence).Predicted?.Value);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0)]
    public void Abort_OfMoreThanTheFaultNames_IsNotTheConfiguration(double share) =>
        Assert.NotEqual(VerdictClass.MeshConfig, Aborted(80).Configured(share > 0 ? Found.FaultAbort(share) : Found.Harmless()).Lasting().Class);

    [Fact]
    public void Abort_BesideErrorsOfTheDestination_IsTheApplications()
    {
        var verdict = TestEdge.Logged(TestHop.Client().Failed(80), TestHop.Server().Failed(80)).Configured(Found.FaultAbort(0.2)).Judge();

        Assert.Equal(Cause.Errors, verdict.Cause);
    }

    [Fact]
    public void Abort_SeenByTheKernelAlone_IsTheRequestsThatNeverLeftTheProxy() =>
        Assert.Equal(Cause.FaultAbort, ConfiguredEdge.ByKernel(sent: 320).Configured(Found.FaultAbort(0.2)).Lasting().Cause);

    [Fact]
    public void Abort_WhileAllRequestsLeaveTheProxy_IsNoCause() =>
        Assert.Equal(Cause.Healthy, ConfiguredEdge.ByKernel().Configured(Found.FaultAbort(0.2)).Lasting().Cause);

    private static TestEdge Delayed(int requests) => ConfiguredEdge.ByLogs(TestHop.Client()
        .SomeTake(HopPart.BeforeUpstream, 100.2, requests).SomeTake(HopPart.Total, 106.5, requests).Flagged(ResponseFlag.DelayInjected, requests));

    private static TestEdge Aborted(int requests) => TestEdge.Logged(
        TestHop.Client().Failed(requests).Flagged(ResponseFlag.FaultInjected, requests), TestHop.Server(400 - requests));
}
