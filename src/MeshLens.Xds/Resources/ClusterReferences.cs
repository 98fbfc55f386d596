using Envoy.Config.Cluster.V3;

namespace MeshLens.Xds.Resources;

/// <summary>A cluster of type EDS needs one set of endpoints: under its service name, or its own name when that is empty.</summary>
internal static class ClusterReferences
{
    public static IReadOnlyList<string> Of(Cluster cluster) =>
        cluster.ClusterDiscoveryTypeCase == Cluster.ClusterDiscoveryTypeOneofCase.Type && cluster.Type == Cluster.Types.DiscoveryType.Eds
            ? [cluster.EdsClusterConfig?.ServiceName is { Length: > 0 } service ? service : cluster.Name]
            : [];
}
