using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>The filters that requests pass before they are routed: of those that cost time, the ones that ask another service.</summary>
internal sealed record FilterChain(IReadOnlyList<AuthorizationFilter> Authorizations)
{
    public static FilterChain Of(Listener listener) => new(
    [
        .. from chain in listener.FilterChains
           from network in chain.Filters
           where network.TypedConfig.Is(HttpConnectionManager.Descriptor)
           from filter in network.TypedConfig.Unpack<HttpConnectionManager>().HttpFilters
           where filter.TypedConfig?.Is(ExtAuthz.Descriptor) == true
           let service = filter.TypedConfig!.Unpack<ExtAuthz>().HttpService.ServerUri
           select new AuthorizationFilter(service.Cluster, service.Timeout.ToTimeSpan()),
    ]);
}
