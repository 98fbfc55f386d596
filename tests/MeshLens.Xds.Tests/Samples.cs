using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;
using Filter = Envoy.Config.Listener.V3.Filter;

namespace MeshLens.Xds.Tests;

/// <summary>The smallest resources that mean something.</summary>
internal static class Samples
{
    public static Cluster Cluster(string name, string service = "", int timeoutSeconds = 10) => new()
    {
        Name = name,
        Type = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType.Eds,
        ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(timeoutSeconds)),
        EdsClusterConfig = new() { ServiceName = service },
    };

    public static Cluster StaticCluster(string name) => new() { Name = name, Type = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType.OriginalDst };

    public static ClusterLoadAssignment Endpoints(string name, params string[] addresses)
    {
        var locality = new LocalityLbEndpoints { Locality = new() { Zone = "zone-1" } };
        locality.LbEndpoints.Add(addresses.Select(address => new LbEndpoint
        {
            Endpoint = new() { Address = new() { SocketAddress = new() { Address = address, PortValue = 8080 } } },
            HealthStatus = HealthStatus.Healthy,
        }));
        return new() { ClusterName = name, Endpoints = { locality } };
    }

    public static Listener Listener(string name, params string[] routes)
    {
        var listener = new Listener { Name = name };
        listener.FilterChains.Add(routes.Select(route => new FilterChain { Filters = { Manager(route) } }));
        return listener;
    }

    public static Filter Manager(string route) => new()
    {
        Name = "http",
        TypedConfig = Any.Pack(new HttpConnectionManager { Rds = new() { RouteConfigName = route } }),
    };

    public static RouteConfiguration Routes(string name) => new() { Name = name };
}
