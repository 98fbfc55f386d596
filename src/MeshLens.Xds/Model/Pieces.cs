using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Model;

/// <summary>The pieces of a model, read from the resources of a snapshot.</summary>
internal static class Pieces
{
    private static readonly PieceCache<ClusterModel> ClusterCache = new(static item => ClusterModel.Of((Cluster)item.Message));
    private static readonly PieceCache<IReadOnlyList<EndpointModel>> EndpointCache = new(static item => EndpointModel.Of((ClusterLoadAssignment)item.Message));
    private static readonly PieceCache<IReadOnlyList<RouteModel>> RouteCache = new(static item => RouteModel.Of((RouteConfiguration)item.Message));
    private static readonly PieceCache<ListenerModel> ListenerCache = new(static item => ListenerModel.Of((Listener)item.Message));

    public static IReadOnlyList<ClusterModel> Clusters(ResourceSnapshot snapshot)
    {
        var endpoints = snapshot.Of(ResourceTypes.Endpoints);
        var clusters = InOrder(snapshot, ResourceTypes.Clusters).Select(item =>
        {
            var cluster = ClusterCache.Of(item);
            return item.References is [var name] && endpoints.TryGetValue(name, out var assignment)
                ? cluster with { AreEndpointsServed = true, Endpoints = EndpointCache.Of(assignment) }
                : cluster;
        });
        return [.. clusters.DistinctBy(static cluster => cluster.Name)]; // A resource may be called otherwise than what is in it.
    }

    public static IReadOnlyList<ListenerModel> Listeners(ResourceSnapshot snapshot) =>
        [.. InOrder(snapshot, ResourceTypes.Listeners).Select(ListenerCache.Of)];

    /// <summary>Routes served apart, and those that came inside listeners.</summary>
    public static IReadOnlyList<RouteModel> Routes(ResourceSnapshot snapshot, IReadOnlyList<ListenerModel> listeners) =>
    [
        .. InOrder(snapshot, ResourceTypes.Routes).SelectMany(RouteCache.Of),
        .. listeners.SelectMany(static listener => listener.Chains)
            .Select(static chain => chain.Http?.Routes)
            .OfType<IReadOnlyList<RouteModel>>()
            .SelectMany(static routes => routes),
    ];

    private static IEnumerable<MeshResource> InOrder(ResourceSnapshot snapshot, ResourceType type) =>
        snapshot.Of(type).Values.OrderBy(static item => item.Name, StringComparer.Ordinal);
}
