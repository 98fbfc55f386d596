using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A hash ring has too few points for its endpoints.</summary>
internal sealed class RingSmallRule : ClusterRule
{
    private const ulong PointsPerEndpoint = 50;

    public override RuleInfo Info { get; } = new(
        "ring-small",
        [29],
        Severity.Warning,
        "Hash ring too small for its endpoints",
        "A ring has fewer than 50 points per endpoint.",
        "Istio's and Envoy's default of 1024 points for up to 20 endpoints; a table (MAGLEV), which is even by itself.",
        "Endpoints own unequal parts of the ring: with equal values some get twice the requests of others.",
        "DestinationRule spec.trafficPolicy.loadBalancer.consistentHash.ringHash.minimumRingSize",
        "Raise minimumRingSize to 100 points per endpoint or more, or use maglev.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster is { Balancing: { Policy: BalancingPolicy.RingHash, RingSize: { } size }, Endpoints.Count: > 1 and var count } && size < PointsPerEndpoint * (ulong)count
            ? Policy(
                cluster,
                "loadBalancer.consistentHash.ringHash.minimumRingSize",
                $"A ring of {size} points serves {count} endpoints.",
                new(PredictedEffect.Imbalance, "Some endpoints get about twice the requests of others, also when values are many."))
            : null;
}
