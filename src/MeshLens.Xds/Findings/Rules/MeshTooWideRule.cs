using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A proxy is told of the whole mesh.</summary>
internal sealed class MeshTooWideRule : IRule
{
    private const int Many = 1_000;
    private const int TooMany = 5_000;

    public RuleInfo Info { get; } = new(
        "mesh-too-wide",
        [54],
        Severity.Info,
        "Proxies are told of the whole mesh",
        "One view has 1,000 clusters of other services or more; a warning from 5,000 on.",
        "Smaller meshes; views that are scoped by a Sidecar resource and therefore smaller.",
        "Pushes take long and much CPU in istiod and every proxy, so that endpoints are stale during rollouts: connects to pods that are gone.",
        "Sidecar spec.egress[].hosts, meshConfig discoverySelectors",
        "Scope what proxies see: a Sidecar per namespace with the hosts it calls, exportTo on services.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        var count = model.Clusters.Count(static cluster => cluster.IsOutbound);
        return count < Many ? [] :
        [
            new(
                default(Place) with { Host = "", Piece = model.View.ToString() },
                null,
                "Sidecar spec.egress[].hosts",
                $"One proxy is told of {count} clusters.",
                new(PredictedEffect.Failure, "Connects to pods that are gone, for seconds after a rollout; CPU of all proxies at once at each push."),
                count >= TooMany ? Severity.Warning : Severity.Info),
        ];
    }
}
