using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Ambient;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A service must be reached nearby, and is nowhere near.</summary>
internal sealed class StrictLocalityEmptyRule : IRule
{
    public RuleInfo Info { get; } = new(
        "strict-locality-empty",
        [28],
        Severity.Error,
        "A service that may only be reached nearby has no endpoint there",
        "Ambient: a service is to be reached in the caller's node, zone or region only, and some place with workloads of the mesh has no healthy endpoint of it.",
        "Preferences, under which farther endpoints are used when there is none near; services without any endpoint, whose owner scaled them to nothing; sidecars, whose view does not show the rule.",
        "Callers there get no healthy upstream (ztunnel) or 503 with flag UH at once, callers elsewhere are fine.",
        "Service spec.internalTrafficPolicy: Local",
        "Run an endpoint in every place that has callers, or prefer near endpoints (trafficDistribution: PreferClose) instead of insisting.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        foreach (var service in model.Services.Where(static service => service.IsStrict && service.Scopes.Count > 0))
        {
            var name = $"{service.Namespace}/{service.Host}";
            var having = model.Workloads.Where(workload => workload.IsHealthy && workload.Services.Contains(name)).Select(workload => PlaceOf(workload, service)).ToHashSet();
            var lacking = model.Workloads.Where(static workload => workload.IsCaptured).Select(workload => PlaceOf(workload, service)).Where(place => !having.Contains(place)).ToHashSet();
            if (having.Count > 0 && lacking.Count > 0)
            {
                yield return Seen(service, lacking);
            }
        }
    }

    private static Observation Seen(AmbientServiceModel service, HashSet<string> lacking) => new(
        new(service.Host, 0, service.Host),
        new("Service", service.Namespace, service.Host.Split('.')[0]),
        "spec.internalTrafficPolicy",
        $"It may be reached in the same {service.Scopes[^1].ToLowerInvariant()} only, and {string.Join(", ", lacking.Order(StringComparer.Ordinal))} has no endpoint of it.",
        new(PredictedEffect.Failure, "No healthy upstream, flag UH, for callers there.", Share: 1, Status: 503, Flag: "UH"));

    private static string PlaceOf(AmbientWorkloadModel workload, AmbientServiceModel service) =>
        service.Scopes.Contains("Node") ? workload.Node
        : service.Scopes.Contains("Zone") ? $"{workload.Region}/{workload.Zone}"
        : service.Scopes.Contains("Region") ? workload.Region
        : workload.Network;
}
