using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Model;

/// <summary>
/// How far a model can see. A mesh is read piece by piece, so that a route or an endpoint may be there and not be known yet. What
/// comes into sight has not changed.
/// </summary>
internal sealed class Seen
{
    private readonly HashSet<string> _configurations;
    private readonly HashSet<string> _clusters;

    private Seen(ResourceSnapshot snapshot, IEnumerable<RouteModel> routes)
    {
        var endpoints = snapshot.Of(ResourceTypes.Endpoints);
        _configurations = [.. routes.Select(static route => route.Configuration)];
        _clusters = [.. snapshot.Of(ResourceTypes.Clusters).Values.Where(item => item.References.All(endpoints.ContainsKey)).Select(static item => item.Name)];
    }

    public static Seen In(ResourceSnapshot snapshot, IEnumerable<RouteModel> routes) => new(snapshot, routes);

    /// <summary>True when a route of that configuration would be known.</summary>
    public bool Routes(RouteModel route) => _configurations.Contains(route.Configuration);

    /// <summary>True when the endpoints of that cluster are known.</summary>
    public bool EndpointsOf(ClusterModel cluster) => _clusters.Contains(cluster.Name);
}
