using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Limits on connections, requests and rates.</summary>
public sealed class LimitRuleTests
{
    [Fact]
    public void Overflow_WhereALimitIsSet_IsTheConfiguration()
    {
        var diagnosis = Refused(ResponseFlag.UpstreamOverflow).Configured(Limited(pending: 1, findings: Found.PoolTiny())).Classify().Diagnosis;

        Assert.Equal(Cause.CircuitBreaker, diagnosis.Verdict.Cause);
        Assert.Contains(diagnosis.Evidence, item => item is { Signal: "proxy.client.in-flight.mean", Predicted: { Finding: "connection-pool-tiny", Value: 1 } });
    }

    [Fact]
    public void Overflow_WhereNoLimitIsSet_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Refused(ResponseFlag.UpstreamOverflow).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Limit_BesideErrorsOfTheDestination_IsTheApplications() => Assert.Equal(
        Cause.Errors, TestEdge.Logged(TestHop.Client().Failed(80), TestHop.Server().Failed(80)).Configured(Limited(pending: 1, findings: Found.PoolTiny())).Judge().Cause);

    [Fact]
    public void Waiting_WhileTheOnlyConnectionIsBusy_IsTheConfiguration()
    {
        var diagnosis = Waiting(requests: 1500).Configured(Limited(connections: 1)).Classify().Diagnosis;

        Assert.Equal(Cause.CircuitBreaker, diagnosis.Verdict.Cause);
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
    }

    [Fact]
    public void Waiting_WhileConnectionsAreIdle_IsNotTheLimit() =>
        Assert.NotEqual(Cause.CircuitBreaker, Waiting(requests: 100).Configured(Limited(connections: 1)).Lasting().Cause);

    [Fact]
    public void Waiting_SeenByTheKernelAlone_IsTheLimitWhileConnectionsAreBusy() =>
        Assert.Equal(Cause.CircuitBreaker, Busy().Configured(Limited(connections: 1)).Lasting().Cause);

    [Fact]
    public void Waiting_SeenByTheKernelAloneWithoutALimit_IsUndetermined() =>
        Assert.Equal(VerdictClass.Undetermined, Busy().Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void RateLimit_WhereAFilterLimitsTheRate_IsTheConfiguration() => Assert.Equal(
        Cause.RateLimit, Refused(ResponseFlag.RateLimited).Configured(Filtered(new("limits", ConfiguredFilterKind.LocalRateLimit, false, PerSecond: 32))).Judge().Cause);

    [Fact]
    public void RateLimit_WhereFarFewerPassThanTheFilterLets_IsNotThatFilter() => Assert.NotEqual(
        VerdictClass.MeshConfig, Refused(ResponseFlag.RateLimited).Configured(Filtered(new("limits", ConfiguredFilterKind.LocalRateLimit, false, PerSecond: 1000))).Lasting().Class);

    [Fact]
    public void RateLimit_WithoutAFilter_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Refused(ResponseFlag.RateLimited).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Churn_WhereConnectionsServeOneRequest_IsTheConfiguration()
    {
        var diagnosis = Churning(handshakes: 400).Configured(Found.Churn(1)).Classify().Diagnosis;

        Assert.Equal(Cause.ConnectionChurn, diagnosis.Verdict.Cause);
        Assert.Contains(diagnosis.Evidence, item => item is { Signal: "connections.per_request", Value: 1, Predicted.Value: 1 });
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.9, 1);
    }

    [Fact]
    public void Churn_WithoutAFinding_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Churning(handshakes: 400).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Churn_WhileConnectionsAreKept_IsNotTheCause() =>
        Assert.NotEqual(Cause.ConnectionChurn, Churning(handshakes: 10).Configured(Found.Churn(1)).Lasting().Cause);

    [Fact]
    public void Churn_SeenByTheKernelAlone_IsBelievedLess()
    {
        var edge = ConfiguredEdge.ByKernel(turnMs: 12.5)
            .Timed(End.Client, Signal.Handshake, 2, 400, usualMs: 2, usualCount: 10).Timed(End.Client, Signal.Setup, 4, 400).Timed(End.Client, Signal.Turn, 6, 400);
        edge.Snapshot.Legs.RemoveAll(leg => leg is { Leg: Leg.ProxyToProxy, End: End.Client });

        var verdict = edge.On(End.Client, Leg.ProxyToProxy).Configured(Found.Churn(1)).Lasting();

        Assert.Equal(Cause.ConnectionChurn, verdict.Cause);
        Assert.InRange(verdict.Confidence, 0.5, 0.8);
    }

    private static Func<EdgeConfiguration, EdgeConfiguration> Limited(long? connections = null, long? pending = null, params ConfiguredFinding[] findings) => configuration => configuration with
    {
        Findings = [.. findings],
        Pool = configuration.Pool! with { MaxConnections = connections, MaxPending = pending, Resource = "DestinationRule shop/payments" },
    };

    private static Func<EdgeConfiguration, EdgeConfiguration> Filtered(ConfiguredFilter filter) => configuration => configuration with { Filters = [filter] };

    private static TestEdge Refused(ResponseFlag flag) => TestEdge.Logged(TestHop.Client().Failed(80).Flagged(flag, 80), TestHop.Server(320));

    private static TestEdge Waiting(int requests) => TestEdge.Logged(
        TestHop.Client(requests).Takes(HopPart.BeforeUpstream, 30.2, usualMs: 0.2).Takes(HopPart.PoolWait, 30, usualMs: 0.1).Takes(HopPart.Total, 36.5, usualMs: 6.5),
        TestHop.Server(requests));

    private static TestEdge Busy() => ConfiguredEdge.ByKernel(turnMs: 30, requests: 1500, sent: 1500);

    private static TestEdge Churning(int handshakes) => ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.BeforeUpstream, 6.2).Takes(HopPart.Total, 12.5))
        .Timed(End.Client, Signal.Handshake, 2, handshakes, usualMs: 2, usualCount: 10).Timed(End.Client, Signal.Setup, 4, handshakes).On(End.Client, Leg.ProxyToProxy);
}
