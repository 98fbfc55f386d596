using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>The caller's own choice of address decides.</summary>
internal sealed class OriginalDestinationRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "original-destination",
        [56, 59],
        Severity.Info,
        "The proxy goes where the caller meant to",
        "A destination has the type ORIGINAL_DST: a headless service, or a ServiceEntry without resolution, wildcards above all.",
        "The passthrough cluster for unknown hosts, which every mesh has.",
        "Each caller stays with the address it resolved: pods get unequal parts, and one that is gone is tried until the caller resolves again.",
        "Service spec.clusterIP, ServiceEntry spec.resolution",
        "Use a service with an address, or a ServiceEntry with resolution DNS or STATIC, where requests should be balanced.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster is { IsOutbound: true, Discovery: ClusterDiscovery.OriginalDestination }
            ? new(
                PlaceOf(cluster),
                cluster.Source,
                $"{cluster.Service!.Value.Host}: resolution",
                cluster.Service.Value.Host.StartsWith('*')
                    ? "Requests to names that a wildcard covers go to the address that the caller resolved."
                    : "Requests go to the pod address that the caller resolved.",
                new(PredictedEffect.Imbalance, "Requests per pod follow the callers' DNS answers; no retry goes to another pod."))
            : null;
}
