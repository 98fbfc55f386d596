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
                yield return DiffersByPort(cluster, model) ? seen with { Field = PerPort(seen.Field, cluster.Service!.Value.Port) } : seen;
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

    // A policy holds for all ports of its host but those that it has settings of their own for. Where a port has it otherwise and the
    // rule has nothing to say of that one, it is this port that was singled out.
    private bool DiffersByPort(ClusterModel cluster, ConfigurationModel model) =>
        cluster is { Source: not null, Service: { } service }
        && Aspect(cluster) is { } aspect
        && model.OfHost(service.Host).Where(other => other.Subset == cluster.Subset && other.Source == cluster.Source && other.Service!.Value.Port != service.Port).ToList()
            is { Count: > 0 } others
        && others.TrueForAll(other => !aspect.Equals(Aspect(other)) && Judge(other, model) is null);

    private static string PerPort(string field, int port)
    {
        const string Policy = "trafficPolicy.";
        var start = field.IndexOf(Policy, StringComparison.Ordinal) + Policy.Length;
        return start < Policy.Length ? field : $"{field[..start]}portLevelSettings[port.number={port}].{field[start..]}";
    }

    private bool RepeatsItsService(ClusterModel cluster, ConfigurationModel model) =>
        cluster.Subset.Length > 0
        && Aspect(cluster) is { } aspect
        && model.Find(cluster.Service!.Value.Host, cluster.Service.Value.Port)?.Whole is { } whole
        && aspect.Equals(Aspect(whole));
}
