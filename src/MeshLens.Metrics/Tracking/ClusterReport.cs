using MeshLens.Metrics.Meaning;

namespace MeshLens.Metrics.Tracking;

/// <summary>What one Envoy says of one of its clusters.</summary>
public sealed class ClusterReport(ReportedCluster cluster)
{
    public ReportedCluster Cluster => cluster;

    /// <summary>
    /// Counters by what they gained, levels as they are. Open circuit breakers may read 0 while requests overflow, so an overflow
    /// that was counted outweighs them.
    /// </summary>
    public Dictionary<Measure, double> Values { get; } = [];

    /// <summary>Milliseconds until a connection was ready, TLS included.</summary>
    public BucketGains Connects { get; } = new();
}
