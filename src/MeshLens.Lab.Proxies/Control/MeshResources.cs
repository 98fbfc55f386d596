using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Common.Fault.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Type.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Lab.Proxies.Sidecars;
using MeshLens.Xds.Resources;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;

namespace MeshLens.Lab.Proxies.Control;

/// <summary>What istiod would serve for a service and what its resources say of it.</summary>
internal static class MeshResources
{
    // Long enough for a second SYN, short enough to see what comes of none.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(1500);

    public static IReadOnlyList<(ResourceType Type, IMessage Message)> Of(MeshService service, MeshSettings settings) =>
    [
        (ResourceTypes.Clusters, ClusterOf(service, settings)),
        (ResourceTypes.Endpoints, EndpointsOf(service, settings)),
        (ResourceTypes.Clusters, New(service.AuthorizationCluster)),
        (ResourceTypes.Endpoints, Assignment(service.AuthorizationCluster, Locality(service.Authorization.Address, service.Authorization.Port, Localities.Home, 0, null))),
        .. Subset(service, settings),
        (ResourceTypes.Listeners, MeshListeners.Of(service, settings)),
        (ResourceTypes.Routes, RoutesOf(service, settings)),
    ];

    /// <summary>What is served only while settings ask for it.</summary>
    public static IReadOnlyList<(ResourceType Type, string Name)> Gone(MeshService service, MeshSettings settings) =>
        settings.ToEmptySubset ? [] : [(ResourceTypes.Clusters, service.EmptyCluster), (ResourceTypes.Endpoints, service.EmptyCluster)];

    private static IEnumerable<(ResourceType Type, IMessage Message)> Subset(MeshService service, MeshSettings settings)
    {
        if (settings.ToEmptySubset)
        {
            var cluster = New(service.EmptyCluster);
            cluster.Metadata = By(service, "destination-rule");
            yield return (ResourceTypes.Clusters, cluster);
            yield return (ResourceTypes.Endpoints, Assignment(service.EmptyCluster));
        }
    }

    private static Cluster ClusterOf(MeshService service, MeshSettings settings)
    {
        var cluster = New(service.Cluster);
        cluster.Metadata = settings.HasDestinationRule ? By(service, "destination-rule") : null;
        cluster.TransportSocket = settings.MutualTls ? MutualTls() : null;
        cluster.CircuitBreakers = new()
        {
            Thresholds = { new CircuitBreakers.Types.Thresholds { MaxConnections = settings.MaxConnections ?? uint.MaxValue, MaxPendingRequests = settings.MaxPending ?? uint.MaxValue, MaxRequests = uint.MaxValue, MaxRetries = uint.MaxValue } },
        };
        cluster.TypedExtensionProtocolOptions["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"] = Any.Pack(new HttpProtocolOptions
        {
            CommonHttpProtocolOptions = new() { MaxRequestsPerConnection = settings.MaxRequestsPerConnection },
            ExplicitHttpConfig = new() { HttpProtocolOptions = new() },
        });
        return cluster;
    }

    private static TransportSocket MutualTls() => new()
    {
        Name = "envoy.transport_sockets.tls",
        TypedConfig = Any.Pack(new UpstreamTlsContext
        {
            CommonTlsContext = new()
            {
                AlpnProtocols = { "istio-peer-exchange", "istio", "http/1.1" },
                TlsCertificateSdsSecretConfigs = { new SdsSecretConfig { Name = "default", SdsConfig = new() { Ads = new() } } },
            },
        }),
    };

    private static Cluster New(string name) => new()
    {
        Name = name,
        Type = Cluster.Types.DiscoveryType.Eds,
        ConnectTimeout = ConnectTimeout.ToDuration(),
        LbPolicy = Cluster.Types.LbPolicy.LeastRequest,
        EdsClusterConfig = new() { ServiceName = name, EdsConfig = new() { Ads = new() } },
    };

    private static ClusterLoadAssignment EndpointsOf(MeshService service, MeshSettings settings)
    {
        var assignment = settings.ToOtherZone
            ? Assignment(service.Cluster, Locality(service.Home, service.Port, Localities.Home, 0, 1), Locality(service.Away, service.Port, Localities.Away, 0, 99))
            : Assignment(service.Cluster, Locality(service.Home, service.Port, Localities.Home, 0, null), Locality(service.Away, service.Port, Localities.Away, 1, null));
        foreach (var endpoint in settings.EndpointsTakeMutualTls ? assignment.Endpoints.SelectMany(static locality => locality.LbEndpoints) : [])
        {
            endpoint.Metadata = new() { FilterMetadata = { ["envoy.transport_socket_match"] = new() { Fields = { ["tlsMode"] = Value.ForString("istio") } } } };
        }

        return assignment;
    }

    private static ClusterLoadAssignment Assignment(string cluster, params LocalityLbEndpoints[] localities) => new() { ClusterName = cluster, Endpoints = { localities } };

    private static LocalityLbEndpoints Locality(string address, int port, string zone, uint priority, uint? weight) => new()
    {
        Locality = new() { Region = Localities.Region, Zone = zone },
        Priority = priority,
        LoadBalancingWeight = weight,
        LbEndpoints =
        {
            new LbEndpoint
            {
                Endpoint = new() { Address = new() { SocketAddress = new() { Address = address, PortValue = (uint)port } } },
                HealthStatus = HealthStatus.Healthy,
                LoadBalancingWeight = 1,
            },
        },
    };

    private static RouteConfiguration RoutesOf(MeshService service, MeshSettings settings)
    {
        var host = new VirtualHost { Name = $"{service.Host}:{service.Port}", Domains = { service.Host, $"{service.Host}:{service.Port}", service.Name } };
        if (settings.Harmless)
        {
            var nobody = RouteOf(service, settings);
            nobody.Match.Headers.Add(new HeaderMatcher { Name = "x-canary", PresentMatch = true });
            host.Routes.Add(nobody);
        }

        host.Routes.Add(RouteOf(service, settings));
        return new() { Name = $"{service.Port}", VirtualHosts = { host } };
    }

    private static Route RouteOf(MeshService service, MeshSettings settings)
    {
        var route = new Route
        {
            Name = "default",
            Match = new() { Prefix = "/" },
            Metadata = settings.HasVirtualService ? By(service, "virtual-service") : null,
            Route_ = new()
            {
                Cluster = settings.ToEmptySubset ? service.EmptyCluster : service.Cluster,
                Timeout = (settings.Timeout ?? TimeSpan.Zero).ToDuration(),
                RetryPolicy = new() { RetryOn = settings.RetryOn, NumRetries = settings.Retries, PerTryTimeout = settings.PerTryTimeout?.ToDuration() },
            },
        };
        if (settings.Delay is not null || settings.AbortPercent > 0)
        {
            route.TypedPerFilterConfig["envoy.filters.http.fault"] = Any.Pack(FaultOf(settings));
        }

        return route;
    }

    private static HTTPFault FaultOf(MeshSettings settings) => new()
    {
        Delay = settings.Delay is { } delay ? new FaultDelay { FixedDelay = delay.ToDuration(), Percentage = Percent(settings.DelayPercent) } : null,
        Abort = settings.AbortPercent > 0 ? new FaultAbort { HttpStatus = 503, Percentage = Percent(settings.AbortPercent) } : null,
    };

    private static FractionalPercent Percent(uint percent) => new() { Numerator = percent, Denominator = FractionalPercent.Types.DenominatorType.Hundred };

    private static Metadata By(MeshService service, string kind) => new()
    {
        FilterMetadata = { ["istio"] = new() { Fields = { ["config"] = Value.ForString($"/apis/networking.istio.io/v1/namespaces/{service.Namespace}/{kind}/{service.Name}") } } },
    };
}
