using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Limits on how long a request, a stream or a connect may take.</summary>
public sealed class TimeoutRuleTests
{
    [Fact]
    public void RouteTimeout_BelowWhatRequestsAlwaysTook_IsTheConfiguration()
    {
        var diagnosis = Ended(at: 6, usually: 6.5, count: 400).Configured(Found.RouteTimeout(6)).Classify().Diagnosis;

        Assert.Equal((Cause.RouteTimeout, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Contains(diagnosis.Evidence, item => item is { Signal: "proxy.client.total.p99", Predicted.Value: 6 });
    }

    [Fact]
    public void RouteTimeout_WhoseTimerFiresLate_IsStillTheConfiguration() =>
        Assert.Equal(Cause.RouteTimeout, Ended(at: 33, usually: 36, count: 400).Configured(Found.RouteTimeout(30)).Judge().Cause);

    [Fact]
    public void RouteTimeout_OfAPlainSetting_NeedsNoFinding()
    {
        var diagnosis = Ended(at: 6, usually: 6.5, count: 400).Configured(WithTimeout(6)).Classify().Diagnosis;

        Assert.Equal(Cause.RouteTimeout, diagnosis.Verdict.Cause);
        Assert.StartsWith("VirtualService shop/payments, spec.http[0].timeout: ", diagnosis.NextSteps[0], StringComparison.Ordinal);
    }

    [Fact]
    public void RouteTimeout_ThatEndsWhatASlowDestinationHoldsUp_IsTheApplications()
    {
        var edge = TestEdge.Logged(
            TestHop.Client().Takes(HopPart.UpstreamWait, 500).SomeTake(HopPart.Total, 500, 200).Failed(200).Flagged(ResponseFlag.UpstreamRequestTimeout, 200),
            TestHop.Server().Takes(HopPart.UpstreamWait, 480).Takes(HopPart.Total, 481)).Configured(WithTimeout(500));

        Assert.Equal(VerdictClass.Application, edge.Lasting().Class);
    }

    [Fact]
    public void RouteTimeout_FarAboveWhatRequestsTook_DoesNotExplainThatTheyAreSlow()
    {
        var edge = TestEdge.Logged(TestHop.Client().SomeTake(HopPart.Total, 500, 200).SomeTake(HopPart.UpstreamWait, 499, 200)
            .Failed(200).Flagged(ResponseFlag.UpstreamRequestTimeout, 200)).Configured(WithTimeout(500));

        Assert.NotEqual(VerdictClass.MeshConfig, edge.Lasting().Class);
    }

    [Fact]
    public void RouteTimeout_WithEndsElsewhere_IsNotTheCause() =>
        Assert.NotEqual(Cause.RouteTimeout, Ended(at: 3, usually: 6.5, count: 400).Configured(Found.RouteTimeout(6)).Lasting().Cause);

    [Fact]
    public void RouteTimeout_WithoutAny_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Ended(at: 6, usually: 6.5, count: 400).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void RouteTimeout_SeenByTheKernelAlone_IsAPileWhereRequestsTookLonger() =>
        Assert.Equal(Cause.RouteTimeout, Clipped().Configured(Found.RouteTimeout(5)).Lasting().Cause);

    [Fact]
    public void RequestsThatBecameQuick_BesideALongTimeout_AreWell() =>
        Assert.Equal(Cause.Healthy, Clipped().Configured(WithTimeout(1000)).Lasting().Cause);

    [Fact]
    public void StreamIdle_EndsStreamsAfterTheSilence_IsTheConfiguration() =>
        Assert.Equal(Cause.StreamTimeout, Idle(5_010).Configured(Found.StreamIdle(5_000)).Judge().Cause);

    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void StreamIdle_EndsEarlierThanConfigured_IsNotTheConfiguration(double ms) =>
        Assert.NotEqual(VerdictClass.MeshConfig, Idle(ms).Configured(Found.StreamIdle(5_000)).Lasting().Class);

    [Fact]
    public void ConnectTimeout_BelowWhatConnectsTake_IsTheConfiguration() =>
        Assert.Equal(Cause.ConnectTimeout, Unconnected(connectMs: 12).Configured(Found.ConnectTimeout(20)).Judge().Cause);

    [Fact]
    public void ConnectTimeout_WhileConnectsAreQuick_IsNotTheCause() =>
        Assert.NotEqual(Cause.ConnectTimeout, Unconnected(connectMs: 0.5).Configured(Found.ConnectTimeout(20)).Lasting().Cause);

    [Fact]
    public void ConnectTimeout_OnAPathThatGotLonger_IsNotTheCause() =>
        Assert.NotEqual(Cause.ConnectTimeout, Unconnected(connectMs: 12, usualMs: 1).Configured(Found.ConnectTimeout(20)).Lasting().Cause);

    [Fact]
    public void ConnectTimeout_OfTheMeshsDefault_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Unconnected(connectMs: 12).Configured(Found.Harmless()).Lasting().Class);

    private static Func<EdgeConfiguration, EdgeConfiguration> WithTimeout(double ms) =>
        configuration => configuration with { Routes = configuration.Routes.ConvertAll(route => route with { TimeoutMs = ms }) };

    private static TestEdge Ended(double at, double usually, int count) => ConfiguredEdge.ByLogs(TestHop.Client()
        .Takes(HopPart.Total, usually, usualMs: usually).SomeTake(HopPart.Total, at, count).Failed(count).Flagged(ResponseFlag.UpstreamRequestTimeout, count));

    private static TestEdge Clipped() => ConfiguredEdge.ByKernel().Turning(5.05);

    private static TestEdge Idle(double ms) => ConfiguredEdge.ByLogs(TestHop.Client()
        .SomeTake(HopPart.Total, ms, 80).Failed(80).Flagged(ResponseFlag.StreamIdleTimeout, 80));

    private static TestEdge Unconnected(double connectMs, double? usualMs = null)
    {
        var edge = ConfiguredEdge.ByLogs(TestHop.Client().SomeTake(HopPart.Total, 62, 80).Failed(80).Flagged(ResponseFlag.UpstreamConnectionFailure, 80));
        return edge.Timed(End.Client, Signal.Handshake, connectMs, 40, usualMs: usualMs ?? connectMs).On(End.Client, Leg.ProxyToProxy);
    }
}
