using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A port that looks like HTTP is carried as plain TCP.</summary>
internal sealed class TcpForHttpRule : IRule
{
    private static readonly HashSet<int> HttpPorts = [80, 8000, 8080, 8081, 8888];

    public RuleInfo Info { get; } = new(
        "tcp-for-http",
        [20],
        Severity.Warning,
        "An HTTP port is carried as plain TCP",
        "A service port that HTTP servers use (80, 8000, 8080, 8081, 8888) is carried by a TCP proxy alone, without routes.",
        "Other ports, of which nobody knows what they carry; ports with routes; the passthrough chain beside an HTTP chain.",
        "No retries, timeouts or L7 metrics for the edge; requests stay with the pod their connection was made to.",
        "Service spec.ports[].name or appProtocol",
        "Name the port http-…, or set appProtocol: http.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        from destination in model.Destinations
        where HttpPorts.Contains(destination.Port) && destination.Routes.Count == 0 && destination.Listeners.Count > 0
        where destination.Listeners.All(static use => use.Chain.Http is null)
        select new Observation(
            new(destination.Host, destination.Port, destination.Listeners[0].Listener),
            null,
            $"Service {destination.Host}: spec.ports[port={destination.Port}].appProtocol",
            $"Port {destination.Port} is carried as plain TCP.",
            new(PredictedEffect.Imbalance, "Requests follow connections, not load; no retries and no L7 metrics."));
}
