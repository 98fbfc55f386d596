using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Requests pass two waypoints.</summary>
internal sealed class TwoWaypointsRule : IRule
{
    public RuleInfo Info { get; } = new(
        "two-waypoints",
        [65],
        Severity.Warning,
        "A service and its workloads have different waypoints",
        "Ambient: a service has a waypoint, and a workload behind it another one of its own.",
        "The same waypoint for both, or one of the two only.",
        "Requests that pass both are treated twice as HTTP: two more round trips and two records with reporter=waypoint for one request.",
        "Labels istio.io/use-waypoint of the Service and of its workloads or namespace",
        "Let one waypoint serve both.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        var services = model.Services.Where(static service => service.Waypoint.Length > 0).ToDictionary(static service => $"{service.Namespace}/{service.Host}", StringComparer.Ordinal);
        return from workload in services.Count == 0 ? [] : model.Workloads
               where workload.Waypoint.Length > 0
               from name in workload.Services
               where services.ContainsKey(name) && services[name].Waypoint != workload.Waypoint
               let service = services[name]
               select new Observation(
                   new(service.Host, 0, workload.Name),
                   new("Service", service.Namespace, service.Host.Split('.')[0]),
                   "metadata.labels[istio.io/use-waypoint]",
                   $"The service uses waypoint {service.Waypoint}, workloads behind it {workload.Waypoint}.",
                   new(PredictedEffect.Path, "Two more round trips, and two records with reporter=waypoint for one request."));
    }
}
