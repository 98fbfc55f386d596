using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A service has HTTP rules and nobody in ambient to follow them.</summary>
internal sealed class WaypointMissingRule : IRule
{
    public RuleInfo Info { get; } = new(
        "waypoint-missing",
        [63],
        Severity.Warning,
        "HTTP rules for a service without a waypoint",
        "Ambient: a service whose workloads are captured has no waypoint, and the sidecars' view has routes for it that a VirtualService made.",
        "Services with a waypoint; services without routes of their own; workloads with sidecars, which follow the routes themselves.",
        "Callers in ambient mode go straight to the pods: no timeouts, retries, splits or faults of the VirtualService, and no L7 metrics.",
        "Service label istio.io/use-waypoint",
        "Give the service a waypoint, or take the rules away.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        var captured = model.Workloads.Where(static workload => workload.IsCaptured).SelectMany(static workload => workload.Services).ToHashSet(StringComparer.Ordinal);
        var without = model.Services
            .Where(service => service.Waypoint.Length == 0 && captured.Contains($"{service.Namespace}/{service.Host}"))
            .DistinctBy(static service => service.Host) // Two namespaces may have an entry for the same host.
            .ToDictionary(static service => service.Host, StringComparer.Ordinal);
        return without.Count == 0 ? [] : model.Destinations
            .Where(destination => without.ContainsKey(destination.Host))
            .Select(destination => (destination, Source: destination.Routes.FirstOrDefault(static route => route.Source is not null)?.Source))
            .Where(static item => item.Source is not null)
            .Select(item => new Observation(
                new(item.destination.Host, item.destination.Port, item.destination.Host),
                new("Service", without[item.destination.Host].Namespace, item.destination.Host.Split('.')[0]),
                "metadata.labels[istio.io/use-waypoint]",
                $"{item.Source} has HTTP rules for it, and it has no waypoint.",
                new(PredictedEffect.Unprotected, "Callers in ambient mode see none of its timeouts, retries and splits.")));
    }
}
