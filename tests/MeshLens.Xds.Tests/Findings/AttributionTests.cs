using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>A finding names the field that its reader has to change.</summary>
public sealed class AttributionTests
{
    private const string Host = "b.shop.svc.cluster.local";

    [Fact]
    public void Entry_OfRoutesWithoutNames_IsCountedByAction() =>
        Assert.Equal(["spec.http[0]", "spec.http[0]", "spec.http[1]", "spec.http[2]"], Fields(Route("", 1), Route("", 1), Route("", 2), Route("", 1)));

    [Fact]
    public void Entry_WithAName_IsCalledByItWhateverItsMatchesAreCalled() =>
        Assert.Equal(["spec.http[name=a]", "spec.http[name=a]", "spec.http[name=b]", "spec.http[2]"], Fields(Route("a.first", 1), Route("a.second", 1), Route("b", 1), Route("", 2, skip: 1)));

    [Fact]
    public void Entry_SameActionUnderOtherNames_IsTheNext() =>
        Assert.Equal([0, 1], Read(Route("a", 1), Route("b", 1)).Select(static route => route.Entry));

    [Theory]
    [InlineData(TrafficDirection.Outbound, "", true)]
    [InlineData(TrafficDirection.Inbound, "a-1.shop", false)]
    public void Filter_InTheWayOfWhatArrives_IsTheReadersAndNotThatOfServicesItCalls(TrafficDirection direction, string host, bool concernsOthers)
    {
        var mesh = new MeshFixture();
        mesh.Manager.HttpFilters.Add(new HttpFilter { Name = "authz", TypedConfig = Any.Pack(new ExtAuthz()) });
        mesh.Listener.TrafficDirection = direction;

        var finding = Assert.Single(RuleBook.Judge(mesh.Build()), static finding => finding.Rule == "external-authorization");

        Assert.Equal((host, concernsOthers, !concernsOthers), (Assert.Single(finding.Places).Host, finding.Concerns(MeshFixture.Host, 8080), finding.IsAtReader));
    }

    [Fact]
    public void Policy_OfOnePortOfTwo_IsAPortLevelSetting() =>
        Assert.Equal("spec.trafficPolicy.portLevelSettings[port.number=8080].connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5), Cluster(9090, 3000)));

    [Fact]
    public void Policy_OfAllPorts_IsTheHosts() =>
        Assert.Equal("spec.trafficPolicy.connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5), Cluster(9090, 5)));

    [Fact]
    public void Policy_OfTheOnlyPort_IsTheHosts() =>
        Assert.Equal("spec.trafficPolicy.connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5)));

    [Fact]
    public void Policy_OfASubset_IsTheSubsets() =>
        Assert.Equal("spec.subsets[name=v1].trafficPolicy.connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5, "v1"), Cluster(8080, 3000)));

    [Fact]
    public void Policy_OfASubsetThatHasItFromItsService_IsTheServices() =>
        Assert.Equal("spec.trafficPolicy.connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5, "v1"), Cluster(8080, 5)));

    [Fact]
    public void Policy_OfASubsetOnOnePort_IsASubsetsPortLevelSetting() =>
        Assert.Equal("spec.subsets[name=v1].trafficPolicy.portLevelSettings[port.number=8080].connectionPool.tcp.connectTimeout", Field(Cluster(8080, 5, "v1"), Cluster(9090, 3000, "v1"), Cluster(8080, 3000), Cluster(9090, 3000)));

    private static string Field(params Cluster[] clusters) =>
        Assert.Single(Judge(clusters), static finding => finding.Rule == "connect-timeout-short").Field;

    private static IReadOnlyList<Finding> Judge(Cluster[] clusters)
    {
        var resources = clusters.Select(static cluster => new MeshResource(cluster.Name, "", cluster, [cluster.Name]));
        return RuleBook.Judge(ConfigurationModel.Of(ResourceSnapshot.Empty.With(ResourceTypes.Clusters, resources.Select(static item => KeyValuePair.Create(item.Name, item)))));
    }

    private static Cluster Cluster(int port, int milliseconds, string subset = "")
    {
        var cluster = Samples.Cluster($"outbound|{port}|{subset}|{Host}");
        cluster.ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds));
        cluster.Metadata = By("destination-rule");
        return cluster;
    }

    private static IEnumerable<string> Fields(params Route[] routes) => Read(routes).Select(static route => route.EntryField);

    private static IReadOnlyList<RouteModel> Read(params Route[] routes) =>
        RouteModel.Of(new() { Name = "8080", VirtualHosts = { new VirtualHost { Name = $"{Host}:8080", Routes = { routes } } } });

    private static Route Route(string name, int seconds, int skip = 0) => new()
    {
        Name = name,
        Match = new() { Prefix = $"/{skip}" },
        Route_ = new() { Cluster = $"outbound|8080||{Host}", Timeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) },
        Metadata = By("virtual-service"),
    };

    private static Metadata By(string kind) => new()
    {
        FilterMetadata = { ["istio"] = new() { Fields = { ["config"] = Value.ForString($"/apis/networking.istio.io/v1alpha3/namespaces/shop/{kind}/b") } } },
    };
}
