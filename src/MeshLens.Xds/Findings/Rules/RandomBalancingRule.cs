using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Endpoints are picked by chance.</summary>
internal sealed class RandomBalancingRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "random-balancing",
        [29],
        Severity.Info,
        "Endpoints are picked by chance",
        "The balancing policy of a destination is RANDOM.",
        "LEAST_REQUEST, the default, and ROUND_ROBIN, which are even as long as requests cost the same; hashing has a rule of its own.",
        "At moderate load some endpoints have several requests at once while others are idle: a longer tail than LEAST_REQUEST gives.",
        "DestinationRule spec.trafficPolicy.loadBalancer.simple",
        "Use LEAST_REQUEST.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Balancing;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.Balancing.Policy == BalancingPolicy.Random
        ? Policy(
            cluster,
            "loadBalancer.simple",
            "Endpoints are picked by chance.",
            new(PredictedEffect.Imbalance, "Requests in flight differ between endpoints, the more the fewer requests there are."))
        : null;
}
