using Envoy.Config.Route.V3;

namespace MeshLens.Xds.Model;

/// <summary>One route of a virtual host; the first that matches a request decides.</summary>
/// <param name="Configuration">The route configuration it is in.</param>
/// <param name="Host">The virtual host it is in.</param>
/// <param name="Index">Its place among the routes of that host, from 0.</param>
/// <param name="Route">The whole message, for rules to read. Never change it.</param>
/// <param name="Targets">Where matching requests go; empty for redirects and direct responses.</param>
/// <param name="Mirrors">Clusters that get a copy.</param>
/// <param name="Source">The VirtualService that made it; null when it is the service's default.</param>
public sealed record RouteModel(
    string Configuration, VirtualHost Host, int Index, Route Route, IReadOnlyList<RouteTarget> Targets, IReadOnlyList<string> Mirrors, IstioResource? Source)
{
    internal static IEnumerable<RouteModel> Of(RouteConfiguration configuration) =>
        configuration.VirtualHosts.SelectMany(host => host.Routes.Select((route, index) => Create(configuration.Name, host, index, route)));

    private static RouteModel Create(string configuration, VirtualHost host, int index, Route route) => new(
        configuration,
        host,
        index,
        route,
        TargetsOf(route.Route_),
        [.. (route.Route_?.RequestMirrorPolicies ?? []).Select(static mirror => mirror.Cluster)],
        IstioResource.Of(route.Metadata));

    private static IReadOnlyList<RouteTarget> TargetsOf(RouteAction? action)
    {
        if (action?.ClusterSpecifierCase == RouteAction.ClusterSpecifierOneofCase.Cluster)
        {
            return [new(action.Cluster, 1)];
        }

        var weighted = action?.WeightedClusters?.Clusters ?? [];
        var total = weighted.Sum(static cluster => (double)(cluster.Weight ?? 0));
        return [.. weighted.Select(cluster => new RouteTarget(cluster.Name, total > 0 ? (cluster.Weight ?? 0) / total : 0))];
    }
}
