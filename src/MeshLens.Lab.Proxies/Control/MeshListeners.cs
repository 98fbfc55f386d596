using Envoy.Config.Core.V3;
using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.Router.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Lab.Proxies.Control;

/// <summary>The listener of a service, with the filters that requests pass.</summary>
internal static class MeshListeners
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static Listener Of(MeshService service, MeshSettings settings)
    {
        var manager = new HttpConnectionManager { StatPrefix = $"outbound_0.0.0.0_{service.Port}", Rds = new() { RouteConfigName = $"{service.Port}", ConfigSource = new() { Ads = new() } }, StreamIdleTimeout = new() };
        if (settings.Authorizes)
        {
            manager.HttpFilters.Add(Authorization(service));
        }

        manager.HttpFilters.Add(new HttpFilter { Name = "envoy.filters.http.router", TypedConfig = Any.Pack(new Router()) });
        return new()
        {
            Name = $"0.0.0.0_{service.Port}",
            Address = new() { SocketAddress = new() { Address = "0.0.0.0", PortValue = (uint)service.Port } },
            TrafficDirection = TrafficDirection.Outbound,
            ListenerFiltersTimeout = new(),
            FilterChains = { new FilterChain { Filters = { new Filter { Name = "envoy.filters.network.http_connection_manager", TypedConfig = Any.Pack(manager) } } } },
        };
    }

    private static HttpFilter Authorization(MeshService service) => new()
    {
        Name = "envoy.filters.http.ext_authz",
        TypedConfig = Any.Pack(new ExtAuthz
        {
            HttpService = new()
            {
                ServerUri = new() { Uri = $"http://{service.AuthorizationHost}:{service.Authorization.Port}", Cluster = service.AuthorizationCluster, Timeout = Patience.ToDuration() },
            },
        }),
    };
}
