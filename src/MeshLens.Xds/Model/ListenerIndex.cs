using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Model;

/// <summary>Which filter chains carry a destination: by the name of its routes, or of its clusters.</summary>
internal sealed class ListenerIndex
{
    private readonly ILookup<string, ListenerUse> _byTarget;

    public ListenerIndex(IReadOnlyList<ListenerModel> listeners) => _byTarget = listeners
        .Where(static listener => listener.Direction != ListenerDirection.Inbound)
        .SelectMany(static listener => listener.Chains, ListenerUse.Of)
        .SelectMany(static use => TargetsOf(use.Chain), static (use, target) => (target, use))
        .ToLookup(static item => item.target, static item => item.use, StringComparer.Ordinal);

    public IReadOnlyList<ListenerUse> Of(IReadOnlyList<RouteModel> routes, IEnumerable<ClusterModel> clusters) =>
    [
        .. routes.Select(static route => RoutesKey(route.Configuration))
            .Concat(clusters.Select(static cluster => cluster.Name))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(target => _byTarget[target]),
    ];

    private static IEnumerable<string> TargetsOf(FilterChainModel chain) =>
        chain.Http is { } http ? [RoutesKey(http.RouteConfiguration)] : (chain.Tcp?.Targets ?? []).Select(static target => target.Cluster);

    // Route configurations and clusters may have the same name.
    private static string RoutesKey(string name) => "routes " + name;
}
