using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;
using MeshLens.Xds.Model.Listeners;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;

namespace MeshLens.Xds.Tests.Model;

/// <summary>The model of meshes that a real istiod served.</summary>
public sealed class ConfigurationModelTests
{
    [Fact]
    public void Find_AServiceThatIsNotThere_IsNull() => Assert.Null(ConfigurationModel.Of(ResourceSnapshot.Empty).Find("payments", 8080));

    [Fact]
    public void Destinations_OfAHealthyMesh_AreItsServices()
    {
        var model = Create("healthy-default");

        Assert.Equal(7, model.Destinations.Count);
        Assert.Equal(["zone-1", "zone-2"], Payments(model).Clusters.Single().Endpoints.Select(static endpoint => endpoint.Zone).Order());
        Assert.Null(Payments(model).Routes.Single().Source);
    }

    [Fact]
    public void Clusters_OfOneNameInTwoResources_AreOne()
    {
        var cluster = Samples.Cluster("outbound|80||b.shop.svc.cluster.local");
        var snapshot = ResourceSnapshot.Empty.With(
            ResourceTypes.Clusters, [.. new[] { "one", "other" }.Select(name => KeyValuePair.Create(name, new MeshResource(name, "1", cluster, [])))]);

        Assert.Single(ConfigurationModel.Of(snapshot).Clusters);
    }

    [Fact]
    public void Route_MadeByAVirtualService_NamesIt()
    {
        var route = Payments(Create("fault-delay")).Routes.Single();

        Assert.Equal("VirtualService shop/payments", route.Source?.ToString());
        Assert.Equal((TimeSpan.FromSeconds(2), 0.5), (route.Fault!.Delay!.Value, route.Fault.DelayShare));
    }

    [Fact]
    public void Cluster_ShapedByADestinationRule_NamesIt()
    {
        var cluster = Payments(Create("circuit-breaker-tiny")).Clusters.Single();

        Assert.Equal("DestinationRule shop/payments", cluster.Source?.ToString());
        Assert.Equal(1u, cluster.CircuitBreaker!.MaxConnections);
    }

    [Fact]
    public void Route_WithAMirror_NamesWhoGetsTheCopy() =>
        Assert.Equal([new("outbound|8080|v2|payments.shop.svc.cluster.local", 1)], Payments(Create("mirror-to-v2")).Routes.Single().Mirrors);

    [Fact]
    public void Listeners_OfAnHttpService_AreThoseThatUseItsRoutes()
    {
        var use = Assert.Single(Payments(Create("healthy-default")).Listeners);

        Assert.Equal(("0.0.0.0_8080", "8080"), (use.Listener, use.Chain.Http!.RouteConfiguration));
        Assert.Equal(FilterKind.Router, use.Chain.Http.Filters[^1].Kind);
    }

    [Fact]
    public void Listeners_OfATcpService_AreThoseThatLeadToItsCluster() =>
        Assert.Equal("10.96.1.15_9090", Assert.Single(Create("healthy-default").Find("ledger.shop.svc.cluster.local", 9090)!.Listeners).Listener);

    [Theory]
    [InlineData("healthy-default", TlsMode.PerEndpoint)]
    [InlineData("mtls-disabled-to-strict", TlsMode.Plaintext)]
    public void Tls_OfACluster_IsWhatItsSocketsSay(string recording, TlsMode mode) => Assert.Equal(mode, Payments(Create(recording)).Whole!.Tls);

    [Fact]
    public void View_OfARecordingReadWhole_MissesNothing() => Assert.Empty(Create("healthy-default").View.Unseen);

    [Fact]
    public void View_OfNothing_SaysWhatIsMissing() =>
        Assert.Equal(["No CDS was served to this view.", "No LDS was served to this view."], ConfigurationModel.Of(ResourceSnapshot.Empty).View.Unseen.Order());

    [Fact]
    public void Route_WithWeights_SharesAddUp()
    {
        var targets = Payments(Create("weighted-to-v2")).Routes.Single().Targets;

        Assert.Equal(1, targets.Sum(static target => target.Share), 6);
        Assert.Contains(targets, static target => target.Cluster.Contains("|v2|", StringComparison.Ordinal) && target.Share > 0);
    }

    [Fact]
    public void Subset_WithoutPods_HasNoEndpoints() =>
        Assert.Contains(Payments(Create("subset-without-endpoints")).Clusters, static cluster => cluster.Service!.Value.Subset.Length > 0 && cluster.Endpoints.Count == 0);

    private static DestinationModel Payments(ConfigurationModel model) => model.Find("payments.shop.svc.cluster.local", 8080)!;

    private static ConfigurationModel Create(string recording) => ConfigurationModel.Of(Recording.Load(recording).ToSnapshot());
}
