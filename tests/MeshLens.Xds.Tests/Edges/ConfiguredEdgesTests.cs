using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Edges;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Tests.FakeIstiod;
using EdgeConfiguration = MeshLens.Core.Snapshots.EdgeConfiguration;

namespace MeshLens.Xds.Tests.Edges;

/// <summary>What the classifier is told of meshes that a real istiod served.</summary>
public sealed class ConfiguredEdgesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AnInjectedDelay_IsAFindingWithItsNumbers()
    {
        var told = Of("fault-delay");

        var finding = Assert.Single(told.Findings, static item => item.Severity >= ConfiguredSeverity.Warning);
        Assert.Equal(("fault-delay", ConfiguredEffect.Delay, 2000.0, 0.5, ResponseFlag.DelayInjected), (finding.Rule, finding.Effect, finding.Milliseconds, finding.Share, finding.Flag));
        Assert.Equal(("VirtualService shop/payments", "spec.http[0].fault.delay"), (finding.Resource, finding.Field));
        Assert.Equal((true, false, At), (told.IsKnown, told.Stale, told.AsOf));
    }

    [Fact]
    public void Of_ATimeout_IsASettingOfItsRoute()
    {
        var route = Of("route-timeout-short").Routes[0];

        Assert.Equal(("VirtualService shop/payments", "spec.http[0]", 50.0), (route.Resource, route.Field, route.TimeoutMs));
    }

    [Fact]
    public void Of_LimitsOfOne_AreThoseOfThePool()
    {
        var pool = Of("circuit-breaker-tiny").Pool;

        Assert.Equal((1, 1), (pool?.MaxConnections, pool?.MaxPending));
        Assert.Equal("DestinationRule shop/payments", pool?.Resource);
    }

    [Fact]
    public void Of_AHealthyMesh_HasNoLimitsAndNothingToWarnOf()
    {
        var told = Of("healthy-default");

        Assert.DoesNotContain(told.Findings, static item => item.Severity >= ConfiguredSeverity.Warning);
        Assert.Equal((null, null, null), (told.Pool?.MaxConnections, told.Pool?.MaxPending, told.Pool?.MaxRequestsPerConnection));
        Assert.Equal((true, told.EndpointCount), (told.AreEndpointsServed, told.Endpoints.Count));
        Assert.Contains(told.Routes, static route => route.TakesAll);
    }

    [Fact]
    public void Of_OutlierDetection_SaysWhetherAllMayBeOut()
    {
        var told = Of("outlier-ejects-all");

        Assert.True(told.Outlier?.MayEjectAll(told.EndpointCount));
    }

    [Fact]
    public void Of_ADestinationThatIsNotConfigured_IsNotKnown()
    {
        var told = Edges("healthy-default").Of("elsewhere", "shop", 8080);

        Assert.Equal((false, 0, null), (told?.IsKnown, told?.Routes.Count, told?.Pool));
    }

    [Fact]
    public void Of_NothingRead_IsNothing() => Assert.Null(new ConfiguredEdges(ConfigurationState.Nothing(ConfigurationView.Unknown)).Of("payments", "shop", 8080));

    [Fact]
    public void Of_TheSameDestinationTwice_IsMadeOnce()
    {
        var edges = Edges("healthy-default");

        Assert.Same(edges.Of("payments", "shop", 8080), edges.Of("payments", "shop", 8080));
    }

    [Fact]
    public void Of_ASettingThatChanged_SaysWhen()
    {
        var before = State("healthy-default");
        var after = before.Then(State("route-timeout-short").Model, At + TimeSpan.FromMinutes(5));

        var finding = Assert.Single(new ConfiguredEdges(after).Of("payments", "shop", 8080)!.Findings, static item => item.Rule == "route-timeout-short");

        Assert.Equal(At + TimeSpan.FromMinutes(5), finding.ChangedAt);
    }

    [Fact]
    public void Effects_AndSeverities_AreTheClassifiersOwn()
    {
        Assert.Equal(Enum.GetNames<PredictedEffect>(), Enum.GetNames<ConfiguredEffect>());
        Assert.Equal(Enum.GetNames<Severity>(), Enum.GetNames<ConfiguredSeverity>());
    }

    private static EdgeConfiguration Of(string recording) => Edges(recording).Of("payments", "shop", 8080)!;

    private static ConfiguredEdges Edges(string recording) => new(State(recording));

    private static ConfigurationState State(string recording)
    {
        var view = new ConfigurationView(ViewKind.Proxy, "frontend-v1.shop", "shop", "region-1", "zone-1", []);
        var model = ConfigurationModel.Of(Recording.Load(recording).ToSnapshot(), view, ControlPlaneFacts.None);
        return new(At, model, RuleBook.Judge(model), ChangeLog.Empty);
    }
}
