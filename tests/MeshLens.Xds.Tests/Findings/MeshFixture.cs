using System.Collections.Immutable;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Istio.WorkloadApi;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using Address = Istio.WorkloadApi.Address;
using Filter = Envoy.Config.Listener.V3.Filter;
using HttpManager = Envoy.Extensions.Filters.Network.HttpConnectionManager.V3.HttpConnectionManager;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>A small healthy mesh as istiod serves it, one service with two pods in two zones, for a test to spoil.</summary>
internal sealed class MeshFixture
{
    public const string Host = "b.shop.svc.cluster.local";
    public const string Whole = $"outbound|8080||{Host}";

    private readonly List<Cluster> _clusters = [];
    private readonly List<ClusterLoadAssignment> _endpoints = [];

    public MeshFixture()
    {
        Cluster = AddCluster(Whole, ("10.0.0.1", "zone-1"), ("10.0.0.2", "zone-2"));
        Endpoints = _endpoints[0];
        Route = new() { Name = "default", Match = new() { Prefix = "/" }, Route_ = new() { Cluster = Whole, Timeout = new() } };
        VirtualHost = new() { Name = $"{Host}:8080", Domains = { Host, $"{Host}:8080" }, Routes = { Route } };
        Manager = new() { Rds = new() { RouteConfigName = "8080" }, StreamIdleTimeout = new() };
        Listener = Outbound(8080);
    }

    public Cluster Cluster { get; }

    public ClusterLoadAssignment Endpoints { get; }

    public VirtualHost VirtualHost { get; }

    public Route Route { get; }

    public HttpManager Manager { get; }

    public Listener Listener { get; }

    public List<Listener> MoreListeners { get; } = [];

    public List<VirtualHost> MoreVirtualHosts { get; } = [];

    public List<Service> Services { get; } = [];

    public List<Workload> Workloads { get; } = [];

    public ConfigurationView View { get; set; } = new(ViewKind.Proxy, "a-1.shop", "shop", "region-1", "zone-1", []);

    public ControlPlaneFacts Facts { get; set; } = ControlPlaneFacts.None;

    /// <summary>Says that a DestinationRule shaped the service's cluster.</summary>
    public MeshFixture ByDestinationRule()
    {
        Cluster.Metadata = From("destination-rule", Cluster.Metadata);
        return this;
    }

    /// <summary>Says that a VirtualService made the route.</summary>
    public MeshFixture ByVirtualService()
    {
        Route.Metadata = From("virtual-service", Route.Metadata);
        Route.Name = ""; // "default" are those of no VirtualService.
        return this;
    }

    public Cluster AddSubset(string name, params (string Address, string Zone)[] endpoints)
    {
        var subset = AddCluster($"outbound|8080|{name}|{Host}", endpoints);
        subset.Metadata = From("destination-rule", null);
        return subset;
    }

    public Cluster AddCluster(string name, params (string Address, string Zone)[] endpoints)
    {
        var cluster = Samples.Cluster(name, name);
        cluster.TransportSocketMatches.Add([Tls("istio"), Tls("")]);
        var assignment = new ClusterLoadAssignment { ClusterName = name };
        assignment.Endpoints.Add(endpoints.Select(static item => Locality(item.Address, item.Zone)));
        _clusters.Add(cluster);
        _endpoints.Add(assignment);
        return cluster;
    }

    /// <summary>Splits requests by weight between subsets that exist.</summary>
    public void Split(params (string Subset, uint Weight)[] parts) => Route.Route_ = new()
    {
        Timeout = new(),
        WeightedClusters = new() { Clusters = { parts.Select(static part => new WeightedCluster.Types.ClusterWeight { Name = $"outbound|8080|{part.Subset}|{Host}", Weight = part.Weight }) } },
    };

    public Route AddRoute(string prefix, string cluster = Whole)
    {
        var route = new Route { Match = new() { Prefix = prefix }, Route_ = new() { Cluster = cluster, Timeout = new() }, Metadata = From("virtual-service", null) };
        VirtualHost.Routes.Add(route);
        return route;
    }

    public static Listener Outbound(int port) => new()
    {
        Name = $"0.0.0.0_{port}",
        Address = new() { SocketAddress = new() { Address = "0.0.0.0", PortValue = (uint)port } },
        TrafficDirection = TrafficDirection.Outbound,
        ListenerFiltersTimeout = new(),
    };

    public static FilterChain Tcp(string cluster) => new()
    {
        Filters = { new Filter { Name = "tcp", TypedConfig = Any.Pack(new Envoy.Extensions.Filters.Network.TcpProxy.V3.TcpProxy { Cluster = cluster }) } },
    };

    public ConfigurationModel Build() => Build(Snapshot());

    public ConfigurationModel Build(ResourceSnapshot snapshot) => ConfigurationModel.Of(snapshot, View, Facts);

    public ResourceSnapshot Snapshot() => Snapshot(static _ => true);

    /// <summary>With some types served and others not yet.</summary>
    public ResourceSnapshot Snapshot(Predicate<ResourceType> served)
    {
        if (Listener.FilterChains.Count == 0)
        {
            Listener.FilterChains.Add(new FilterChain { Filters = { new Filter { Name = "http", TypedConfig = Any.Pack(Manager) } } });
        }

        var addresses = Services.Select(static item => new Address { Service = item }).Concat(Workloads.Select(static item => new Address { Workload = item }));
        return new ResourceSnapshot(new (ResourceType Type, IEnumerable<IMessage> Items)[]
        {
            (ResourceTypes.Clusters, _clusters),
            (ResourceTypes.Endpoints, _endpoints),
            (ResourceTypes.Listeners, [Listener, .. MoreListeners]),
            (ResourceTypes.Routes, [new RouteConfiguration { Name = "8080", VirtualHosts = { VirtualHost, MoreVirtualHosts } }]),
            (ResourceTypes.Addresses, addresses),
        }.Where(item => served(item.Type)).ToImmutableDictionary(static item => item.Type, static item => Read(item.Type, item.Items)));
    }

    private static ImmutableDictionary<string, MeshResource> Read(ResourceType type, IEnumerable<IMessage> items) =>
        items.Select(item => type.Read(Any.Pack(item), "1").Resource!).ToImmutableDictionary(static item => item.Name);

    private static LocalityLbEndpoints Locality(string address, string zone) => new()
    {
        Locality = new() { Region = "region-1", Zone = zone },
        LoadBalancingWeight = 1,
        LbEndpoints =
        {
            new LbEndpoint
            {
                Endpoint = new() { Address = new() { SocketAddress = new() { Address = address, PortValue = 8080 } } },
                HealthStatus = HealthStatus.Healthy,
                LoadBalancingWeight = 1,
            },
        },
    };

    private static Cluster.Types.TransportSocketMatch Tls(string mode) => new()
    {
        Name = $"tlsMode-{(mode.Length > 0 ? mode : "disabled")}",
        TransportSocket = mode.Length > 0 ? MutualTls() : new() { Name = "envoy.transport_sockets.raw_buffer" },
    };

    public static TransportSocket MutualTls() => new()
    {
        Name = "envoy.transport_sockets.tls",
        TypedConfig = Any.Pack(new Envoy.Extensions.TransportSockets.Tls.V3.UpstreamTlsContext { CommonTlsContext = new() { AlpnProtocols = { "istio" } } }),
    };

    private static Metadata From(string kind, Metadata? metadata)
    {
        metadata ??= new();
        metadata.FilterMetadata["istio"] = new() { Fields = { ["config"] = Value.ForString($"/apis/networking.istio.io/v1/namespaces/shop/{kind}/b") } };
        return metadata;
    }
}
