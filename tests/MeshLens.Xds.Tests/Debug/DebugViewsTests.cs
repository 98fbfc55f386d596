using System.Net;
using Envoy.Admin.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Service.Status.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Tests.FakeIstiod;

namespace MeshLens.Xds.Tests.Debug;

/// <summary>What a control plane says of its proxies, and what it does not.</summary>
public sealed class DebugViewsTests
{
    private const string Syncz = "istio.io/debug/syncz";
    private const string Dump = "istio.io/debug/config_dump";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Synchronisation_OfSeveralReplicas_IsThatOfAllTheirProxies()
    {
        await using var first = await FakeControlPlane.StartAsync();
        await using var second = await FakeControlPlane.StartAsync();
        first.Mesh.Debug[Syncz] = [Proxy("pay.shop", (ResourceTypes.Clusters.TypeUrl, ConfigStatus.Synced, ""), (ResourceTypes.Listeners.TypeUrl, ConfigStatus.Error, "duplicate listener"))];
        second.Mesh.Debug[Syncz] = [Proxy("cart.shop", (ResourceTypes.Clusters.TypeUrl, ConfigStatus.NotSent, ""))];

        var report = await Create(first, second).SynchronisationAsync(Token);

        Assert.Empty(report.NotSeen);
        Assert.Equal(["cart.shop", "pay.shop"], report.Proxies.Select(static proxy => proxy.Id));
        var refusing = report.Proxies[1];
        Assert.Equal(("1.30.1", "k1", first.Address, false), (refusing.Version, refusing.Cluster, refusing.Replica, refusing.IsSynced));
        Assert.Equal([new("CDS", SyncState.Synced, ""), new("LDS", SyncState.Error, "duplicate listener")], refusing.Types);
        Assert.True(report.Proxies[0].IsSynced);
    }

    [Fact]
    public async Task Synchronisation_OneReplicaRefuses_SaysWhatCouldNotBeSeenAndHowToFixIt()
    {
        await using var first = await FakeControlPlane.StartAsync();
        await using var second = await FakeControlPlane.StartAsync();
        first.Mesh.Debug[Syncz] = [Proxy("pay.shop")];
        second.Mesh.Refusal = new(StatusCode.PermissionDenied, "not the root namespace");

        var report = await Create(first, second).SynchronisationAsync(Token);

        Assert.Single(report.Proxies);
        var missing = Assert.Single(report.NotSeen);
        Assert.Contains(second.Address.ToString(), missing, StringComparison.Ordinal);
        Assert.Contains("DEBUG_ENDPOINT_AUTH_ALLOWED_NAMESPACES", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synchronisation_AllReplicasRefuse_IsSaidOnce()
    {
        await using var first = await FakeControlPlane.StartAsync();
        await using var second = await FakeControlPlane.StartAsync();
        first.Mesh.Refusal = second.Mesh.Refusal = new(StatusCode.PermissionDenied, "not the root namespace");

        var missing = Assert.Single((await Create(first, second).SynchronisationAsync(Token)).NotSeen);

        Assert.All([first, second], replica => Assert.Contains(replica.Address.ToString(), missing, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Synchronisation_Garbage_IsNoProxy()
    {
        await using var istiod = await FakeControlPlane.StartAsync();
        istiod.Mesh.Debug[Syncz] = [new() { TypeUrl = Any.Pack(new ClientConfig()).TypeUrl, Value = ByteString.CopyFrom(0x0A, 9) }, Any.Pack(new Empty())];

        Assert.Empty((await Create(istiod).SynchronisationAsync(Token)).Proxies);
    }

    [Fact]
    public async Task Synchronisation_OverPlaintextToAnotherMachine_IsNotAsked()
    {
        var views = new DebugViews(new() { Addresses = [new("http://192.0.2.1:15010")] }, Node, TimeProvider.System);

        Assert.Contains("15012", Assert.Single((await views.SynchronisationAsync(Token)).NotSeen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_OfAProxy_IsReadFromTheReplicaThatHasIt()
    {
        await using var first = await FakeControlPlane.StartAsync();
        await using var second = await FakeControlPlane.StartAsync();
        second.Mesh.Debug[$"{Dump} pay.shop"] = Sections();

        var view = await Create(first, second).ConfigurationAsync("pay.shop", Token);

        Assert.Equal(second.Address, view.Replica);
        Assert.Equal(["a", "fixed"], view.Configuration.Of(ResourceTypes.Clusters).Keys.Order());
        Assert.Equal(["0.0.0.0_80"], view.Configuration.Of(ResourceTypes.Listeners).Keys);
        Assert.Equal(["80"], view.Configuration.Of(ResourceTypes.Routes).Keys);
        Assert.Contains("Endpoints", Assert.Single(view.NotSeen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synchronisation_ReplicasBehindOneService_AreAskedEach()
    {
        await using var first = await FakeControlPlane.StartAsync();
        await using var second = await FakeControlPlane.StartAsync();
        first.Mesh.Debug[Syncz] = [Proxy("pay.shop")];
        second.Mesh.Debug[Syncz] = [Proxy("cart.shop")];
        second.Mesh.Debug[$"{Dump} cart.shop"] = Sections();
        var views = new DebugViews(new() { Addresses = [new("http://istiod.istio-system.svc:15012")] }, Node, TimeProvider.System, () => Served(first.Address, second.Address));

        Assert.Equal(["cart.shop", "pay.shop"], (await views.SynchronisationAsync(Token)).Proxies.Select(static proxy => proxy.Id));
        Assert.Equal(second.Address, (await views.ConfigurationAsync("cart.shop", Token)).Replica);
    }

    [Theory]
    [InlineData("https://istiod.istio-system.svc:15012", "https://10.0.0.1:15012/ istiod.istio-system.svc")]
    [InlineData("https://istiod.istio-system.svc.cluster.local:15012", "https://10.0.0.1:15012/ istiod.istio-system.svc.cluster.local")]
    [InlineData("https://istiod:15012", "https://istiod:15012/ ")]
    [InlineData("https://istiod.istio-system.svc:443", "https://istiod.istio-system.svc/ ")]
    [InlineData("https://istiod.istio-sys:15012", "https://istiod.istio-sys:15012/ ")]
    [InlineData("https://10.0.0.9:15012", "https://10.0.0.9:15012/ ")]
    public void Replicas_OfAnAddress_AreTheEndpointsOfThatServiceAlone(string address, string expected) =>
        Assert.Equal([expected], PlaneReplicas.Of([new(address)], Served(new("http://10.0.0.1:15012"), new("http://10.0.0.2:15443"))).Select(static replica => $"{replica.Address} {replica.Name}"));

    [Fact]
    public async Task Configuration_OfAProxyThatNobodyHas_SaysWhoWasAsked()
    {
        await using var istiod = await FakeControlPlane.StartAsync();

        var view = await Create(istiod).ConfigurationAsync("gone.shop", Token);

        Assert.Null(view.Replica);
        Assert.Contains("could not find connection", Assert.Single(view.NotSeen), StringComparison.Ordinal);
    }

    private static MeshLens.Xds.Identity.NodeIdentity Node => new() { Address = IPAddress.Loopback, Pod = "meshlens-0", Namespace = "istio-system" };

    private static DebugViews Create(params FakeControlPlane[] replicas) =>
        new(new() { Addresses = [.. replicas.Select(static replica => replica.Address)] }, Node, TimeProvider.System);

    /// <summary>What a control plane says of itself to everybody it serves.</summary>
    private static ResourceSnapshot Served(params Uri[] replicas)
    {
        const string Name = "outbound|15012||istiod.istio-system.svc.cluster.local";
        var endpoints = new ClusterLoadAssignment { ClusterName = Name };
        endpoints.Endpoints.Add(replicas.Select(static replica => new LocalityLbEndpoints
        {
            LbEndpoints = { new LbEndpoint { Endpoint = new() { Address = new() { SocketAddress = new() { Address = replica.Host, PortValue = (uint)replica.Port } } } } },
        }));
        return ResourceSnapshot.Empty
            .With(ResourceTypes.Clusters, [KeyValuePair.Create(Name, new MeshResource(Name, "", Samples.Cluster(Name), [Name]))])
            .With(ResourceTypes.Endpoints, [KeyValuePair.Create(Name, new MeshResource(Name, "", endpoints, []))]);
    }

    private static Any Proxy(string id, params (string Type, ConfigStatus Status, string Problem)[] types)
    {
        var config = new ClientConfig
        {
            Node = new()
            {
                Id = id,
                Metadata = new() { Fields = { ["ISTIO_VERSION"] = Value.ForString("1.30.1"), ["CLUSTER_ID"] = Value.ForString("k1") } },
            },
        };
        config.GenericXdsConfigs.Add(types.Select(static each => new ClientConfig.Types.GenericXdsConfig
        {
            TypeUrl = each.Type,
            ConfigStatus = each.Status,
            ErrorState = each.Problem.Length == 0 ? null : new() { Details = each.Problem },
        }));
        return Any.Pack(config);
    }

    private static IReadOnlyList<Any> Sections() =>
    [
        Any.Pack(new ClustersConfigDump
        {
            StaticClusters = { new ClustersConfigDump.Types.StaticCluster { Cluster = Any.Pack(Samples.StaticCluster("fixed")) } },
            DynamicActiveClusters = { new ClustersConfigDump.Types.DynamicCluster { Cluster = Any.Pack(Samples.Cluster("a")) } },
        }),
        Any.Pack(new ListenersConfigDump
        {
            DynamicListeners = { new ListenersConfigDump.Types.DynamicListener { ActiveState = new() { Listener = Any.Pack(Samples.Listener("0.0.0.0_80", "80")) } } },
        }),
        Any.Pack(new RoutesConfigDump { DynamicRouteConfigs = { new RoutesConfigDump.Types.DynamicRouteConfig { RouteConfig = Any.Pack(Samples.Routes("80")) } } }),
        new() { TypeUrl = "type.googleapis.com/envoy.admin.v3.SecretsConfigDump", Value = ByteString.CopyFrom(0xFF) },
        new() { TypeUrl = "type.googleapis.com/envoy.admin.v3.EndpointsConfigDump", Value = ByteString.CopyFrom(0x0A, 9) },
    ];
}
