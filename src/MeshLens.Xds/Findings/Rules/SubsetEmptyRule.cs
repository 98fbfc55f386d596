using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A subset's labels select no pod.</summary>
internal sealed class SubsetEmptyRule : IRule
{
    public RuleInfo Info { get; } = new(
        "subset-empty",
        [31],
        Severity.Error,
        "A subset without endpoints",
        "The control plane served no endpoints for a subset. A note while no route leads there.",
        "A whole service without endpoints, which its owner scaled to nothing; subsets whose endpoints were not asked for.",
        "Requests to the subset fail at once with 503 and flag UH, without a connection.",
        "DestinationRule spec.subsets[].labels",
        "Correct the subset's labels or the pods', or take the subset out of the routes first and then away.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        var used = new Lazy<HashSet<string>>(() => [.. Targets(model).Where(static target => target.Share > 0).Select(static target => target.Cluster)]);
        return model.Clusters.Where(IsEmpty).Select(cluster => Seen(cluster, model, used.Value.Contains(cluster.Name)));
    }

    private static bool IsEmpty(ClusterModel cluster) =>
        cluster is { IsOutbound: true, Subset.Length: > 0, Discovery: ClusterDiscovery.Eds, AreEndpointsServed: true, Endpoints.Count: 0 };

    private static IEnumerable<RouteTarget> Targets(ConfigurationModel model) => model.Routes.SelectMany(static route => route.Targets)
        .Concat(model.Listeners.SelectMany(static listener => listener.Chains).SelectMany(static chain => chain.Tcp?.Targets ?? []));

    private static Observation Seen(ClusterModel cluster, ConfigurationModel model, bool isUsed)
    {
        var service = cluster.Service!.Value;
        var subsets = model.Find(service.Host, service.Port)!.Clusters.Count(static cluster => cluster.Subset.Length > 0);
        return new(
            new(service.Host, service.Port, cluster.Name),
            cluster.Source,
            subsets == 1 ? "spec.subsets[0]" : $"spec.subsets[name={cluster.Subset}]",
            $"Subset {cluster.Subset} has no endpoints{(isUsed ? ", and routes lead there" : "")}.",
            isUsed
                ? new(PredictedEffect.Failure, "503 with flag UH on every request.", Share: 1, Status: 503, Flag: "UH")
                : new(PredictedEffect.Unprotected, "Nothing, until a route leads there."),
            isUsed ? Severity.Error : Severity.Info);
    }
}
