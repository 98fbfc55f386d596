using MeshLens.Xds.Model;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

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
    public void Route_MadeByAVirtualService_NamesIt()
    {
        var route = Payments(Create("fault-delay")).Routes.Single();

        Assert.Equal("VirtualService shop/payments", route.Source?.ToString());
        Assert.Contains("envoy.filters.http.fault", route.Route.TypedPerFilterConfig.Keys);
    }

    [Fact]
    public void Cluster_ShapedByADestinationRule_NamesIt()
    {
        var cluster = Payments(Create("circuit-breaker-tiny")).Clusters.Single();

        Assert.Equal("DestinationRule shop/payments", cluster.Source?.ToString());
        Assert.Equal(1u, cluster.Cluster.CircuitBreakers.Thresholds[0].MaxConnections);
    }

    [Fact]
    public void Route_WithAMirror_NamesWhoGetsTheCopy() =>
        Assert.Equal(["outbound|8080|v2|payments.shop.svc.cluster.local"], Payments(Create("mirror-to-v2")).Routes.Single().Mirrors);

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

    private static ConfigurationModel Create(string recording)
    {
        var state = new ResourceState(OfProxy);
        state.Follow(Clusters);
        state.Follow(Listeners);
        foreach (var (type, response) in Recording.Load(recording).Responses.OrderBy(item => InOrder.ToList().IndexOf(item.Key)))
        {
            state.Apply(new(type, false, [.. response.Resources.Select(static body => new ServedResource(null, "1", body))], []));
        }

        return ConfigurationModel.Of(state.Snapshot);
    }
}
