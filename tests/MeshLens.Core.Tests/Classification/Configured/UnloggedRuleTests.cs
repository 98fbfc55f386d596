using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>What the kernel alone tells of what the configuration predicts, and what looks like it.</summary>
public sealed class UnloggedRuleTests
{
    [Fact]
    public void Plaintext_ThatEndsEveryConnectionAtOnce_IsTheConfiguration() =>
        Assert.Equal(Cause.MtlsMismatch, Connected(40, livingMs: 5).Configured(Found.PlaintextToMutualTls(strict: true)).Lasting().Cause);

    [Theory]
    [InlineData(40, 10_000, true)]
    [InlineData(2, 5, true)]
    [InlineData(40, 5, false)]
    public void Plaintext_WhereConnectionsLiveOrAreFewOrBothWaysMayBeTaken_IsNotTheCause(int connections, double livingMs, bool strict) =>
        Assert.NotEqual(Cause.MtlsMismatch, Connected(connections, livingMs).Configured(Found.PlaintextToMutualTls(strict)).Lasting().Cause);

    [Fact]
    public void ConnectTimeout_AtWhichConnectsAreGivenUp_IsTheConfiguration() =>
        Assert.Equal(Cause.ConnectTimeout, GivenUp(atMs: 20.4).Configured(Found.ConnectTimeout(20)).Lasting().Cause);

    [Fact]
    public void ConnectTimeout_FarFromWhereConnectsAreGivenUp_IsNotTheCause() =>
        Assert.NotEqual(Cause.ConnectTimeout, GivenUp(atMs: 90).Configured(Found.ConnectTimeout(20)).Lasting().Cause);

    [Fact]
    public void Overflow_OfTheOnlyConnection_IsRequestsThatNeverLeaveTheProxy() =>
        Assert.Equal(Cause.CircuitBreaker, ConfiguredEdge.ByKernel(requests: 1800, sent: 1500).Usually(1800).Configured(Tiny).Lasting().Cause);

    [Fact]
    public void Overflow_WhileTheConnectionIsIdle_IsNotTheCause() =>
        Assert.NotEqual(Cause.CircuitBreaker, ConfiguredEdge.ByKernel(requests: 180, sent: 150).Usually(180).Configured(Tiny).Lasting().Cause);

    [Fact]
    public void EmptySubset_WhileTheCallersProxyIsTheOnlyServer_IsThatNothingLeavesIt()
    {
        var edge = ConfiguredEdge.ByKernel(turnMs: 0.2, sent: 0).Timed(End.Server, Signal.Service, 0.1, 400, usualMs: 6.4).On(End.Server, Leg.AppToProxy);

        Assert.Equal(Cause.EmptySubset, edge.Configured(Found.SubsetEmpty()).Lasting().Cause);
    }

    [Fact]
    public void SlowService_OfTheCallersOwnProxy_IsNotTheDestinations()
    {
        var edge = ConfiguredEdge.ByKernel(turnMs: 46.5, sent: 0).Timed(End.Server, Signal.Service, 46.4, 400, usualMs: 6.4).On(End.Server, Leg.AppToProxy);

        Assert.NotEqual(VerdictClass.Application, edge.Lasting().Class);
    }

    private static Func<EdgeConfiguration, EdgeConfiguration> Tiny => configuration => configuration with
    {
        Findings = [Found.PoolTiny()],
        Pool = configuration.Pool! with { MaxConnections = 1, MaxPending = 1, Resource = "DestinationRule shop/payments" },
    };

    private static TestEdge Connected(int connections, double livingMs) => ConfiguredEdge.ByKernel(sent: 0)
        .Timed(End.Client, Signal.Handshake, 0.5, connections)
        .Counted(End.Client, Counter.Closed, (ulong)connections)
        .Counted(End.Client, Counter.LifetimeNs, (ulong)(connections * livingMs * 1e6))
        .On(End.Client, Leg.ProxyToProxy);

    private static TestEdge GivenUp(double atMs)
    {
        var edge = ConfiguredEdge.ByKernel(sent: 0).Timed(End.Client, Signal.Handshake, 12, 40).Failed(FailureReason.Abandoned, 8).On(End.Client, Leg.ProxyToProxy);
        for (var connect = 0; connect < 4; connect++)
        {
            edge.Seen(new ConnectionExemplar { Failure = FailureReason.Abandoned, HandshakeNs = (ulong)(atMs * 1e6), Remote = "10.0.0.1:8080" });
        }

        return edge;
    }
}
