using Envoy.Extensions.Filters.Network.TcpProxy.V3;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>How a chain passes bytes on without knowing what they are.</summary>
/// <param name="Targets">Where connections go.</param>
/// <param name="IdleTimeout">A silent connection is closed after this; null for Envoy's default of one hour.</param>
/// <param name="MaxConnectionDuration">A connection is closed after this; null without limit.</param>
public sealed record TcpProxyModel(IReadOnlyList<RouteTarget> Targets, TimeSpan? IdleTimeout, TimeSpan? MaxConnectionDuration)
{
    internal static TcpProxyModel Of(TcpProxy proxy)
    {
        var weighted = proxy.WeightedClusters?.Clusters ?? [];
        var total = weighted.Sum(static cluster => (double)cluster.Weight);
        return new(
            proxy.Cluster.Length > 0
                ? [new(proxy.Cluster, 1)]
                : [.. weighted.Select(cluster => new RouteTarget(cluster.Name, total > 0 ? cluster.Weight / total : 0))],
            proxy.IdleTimeout.Positive(),
            proxy.MaxDownstreamConnectionDuration.Positive());
    }
}
