using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A rule about how a proxy uses one destination.</summary>
internal abstract class ClusterRule : IRule
{
    // The proxy's own, and the two that stand for everything else.
    private static readonly HashSet<string> Internal = new(StringComparer.Ordinal)
    {
        "BlackHoleCluster", "PassthroughCluster", "InboundPassthroughCluster", "InboundPassthroughClusterIpv4", "InboundPassthroughClusterIpv6",
        "xds-grpc", "sds-grpc", "prometheus_stats", "agent", "zipkin",
    };

    public abstract RuleInfo Info { get; }

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        foreach (var cluster in model.Clusters.Where(IsJudged))
        {
            if (!RepeatsItsService(cluster, model) && Judge(cluster, model) is { } seen)
            {
                yield return seen;
            }
        }
    }

    protected abstract Observation? Judge(ClusterModel cluster, ConfigurationModel model);

    /// <summary>The part of a cluster that is judged. A subset that has it from its service is judged there. Null: each on its own.</summary>
    protected virtual object? Aspect(ClusterModel cluster) => null;

    /// <summary>An observation on a field of <c>trafficPolicy</c>.</summary>
    protected static Observation Policy(ClusterModel cluster, string field, string summary, Prediction predicts, Severity? severity = null) => new(
        PlaceOf(cluster),
        cluster.Source,
        cluster.Subset.Length == 0 ? $"spec.trafficPolicy.{field}" : $"spec.subsets[name={cluster.Subset}].trafficPolicy.{field}",
        summary,
        predicts,
        severity);

    protected static Place PlaceOf(ClusterModel cluster) => new(cluster.Service?.Host ?? cluster.Name, cluster.Service?.Port ?? 0, cluster.Name);

    private static bool IsJudged(ClusterModel cluster) => cluster.Service is not { IsOutbound: false } && !Internal.Contains(cluster.Name);

    private bool RepeatsItsService(ClusterModel cluster, ConfigurationModel model) =>
        cluster.Subset.Length > 0
        && Aspect(cluster) is { } aspect
        && model.Find(cluster.Service!.Value.Host, cluster.Service.Value.Port)?.Whole is { } whole
        && aspect.Equals(Aspect(whole));
}
