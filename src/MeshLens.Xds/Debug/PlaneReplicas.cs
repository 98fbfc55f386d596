using System.Net;
using Envoy.Config.Endpoint.V3;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Debug;

/// <summary>
/// Every replica of a control plane. Each knows its own proxies alone, and behind a service's address only one of them answers; but a
/// control plane is a service of its own mesh, so that what it serves says where its replicas are.
/// </summary>
internal static class PlaneReplicas
{
    private const int Most = 64;

    // A replica that is only reached through the gateway of another network serves that one.
    private const int GatewayPort = 15443;

    public static IReadOnlyList<PlaneReplica> Of(IReadOnlyList<Uri> addresses, ResourceSnapshot served) =>
        [.. addresses.SelectMany(address => Behind(address, served)).DistinctBy(static replica => replica.Address)];

    private static IReadOnlyList<PlaneReplica> Behind(Uri address, ResourceSnapshot served)
    {
        List<PlaneReplica> replicas =
        [
            .. EndpointsOf(address, served)
                .Where(static endpoint => endpoint.IsHealthy && endpoint.Port is > 0 and not GatewayPort && IPAddress.TryParse(endpoint.Address, out _))
                .Select(endpoint => new PlaneReplica(new UriBuilder(address.Scheme, endpoint.Address, endpoint.Port).Uri, address.DnsSafeHost))
                .Take(Most),
        ];
        return replicas.Count == 0 ? [new(address, null)] : replicas;
    }

    private static IReadOnlyList<EndpointModel> EndpointsOf(Uri address, ResourceSnapshot served)
    {
        var name = served.Of(ResourceTypes.Clusters).Keys.FirstOrDefault(name => ClusterName.Parse(name) is { IsOutbound: true, Subset: "" } cluster
            && cluster.Port == address.Port && IsHost(address.DnsSafeHost, cluster.Host));
        return name is not null
            && served.Of(ResourceTypes.Clusters)[name].References is [var endpoints]
            && served.Of(ResourceTypes.Endpoints).TryGetValue(endpoints, out var assignment)
                ? EndpointModel.Of((ClusterLoadAssignment)assignment.Message)
                : [];
    }

    // istiod.istio-system.svc means istiod.istio-system.svc.cluster.local; istiod alone could be anybody's.
    private static bool IsHost(string given, string host) =>
        given == host || (given.Contains('.', StringComparison.Ordinal) && host.Length > given.Length && host[given.Length] == '.' && host.StartsWith(given, StringComparison.Ordinal));
}
