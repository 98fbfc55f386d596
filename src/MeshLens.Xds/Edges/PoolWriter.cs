using MeshLens.Core.Snapshots;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Edges;

/// <summary>Writes how connections to a destination are made and limited: of several clusters the strictest.</summary>
internal static class PoolWriter
{
    public static ConfiguredPool? Write(IReadOnlyList<ClusterModel> clusters) => clusters.Count == 0 ? null : new()
    {
        Resource = clusters.Select(static cluster => cluster.Source).FirstOrDefault(static source => source is not null)?.ToString() ?? "",
        MaxConnections = Least(clusters, static cluster => cluster.CircuitBreaker?.MaxConnections),
        MaxPending = Least(clusters, static cluster => cluster.CircuitBreaker?.MaxPending),
        MaxRequests = Least(clusters, static cluster => cluster.CircuitBreaker?.MaxRequests),
        MaxRetries = Least(clusters, static cluster => cluster.CircuitBreaker?.MaxRetries),
        MaxRequestsPerConnection = Least(clusters, static cluster => cluster.Connection.MaxRequests),
        ConnectTimeoutMs = clusters.Min(static cluster => cluster.Connection.ConnectTimeout.TotalMilliseconds),
    };

    private static long? Least(IEnumerable<ClusterModel> clusters, Func<ClusterModel, uint?> limit) =>
        clusters.Select(limit).Where(static value => value is not null and not CircuitBreakerModel.Unlimited).Select(static value => (long?)value).Min();
}
