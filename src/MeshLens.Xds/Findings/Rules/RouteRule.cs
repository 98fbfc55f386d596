using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A rule about one route towards others; what a proxy does with requests to its own workload is another matter.</summary>
internal abstract class RouteRule : IRule
{
    public abstract RuleInfo Info { get; }

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        model.Routes.Where(IsOutbound).Select(route => Judge(route, model)).OfType<Observation>();

    protected abstract Observation? Judge(RouteModel route, ConfigurationModel model);

    /// <summary>An observation on a field of the VirtualService entry that made the route.</summary>
    protected static Observation Entry(RouteModel route, string field, string summary, Prediction predicts, Severity? severity = null) => new(
        PlaceOf(route),
        route.Source,
        route.Source is null ? $"route {route.Place}: {field}" : $"{route.EntryField}.{field}",
        summary,
        predicts,
        severity);

    /// <summary>The service whose callers meet the route; for a virtual host of another kind, that host.</summary>
    internal static Place PlaceOf(RouteModel route)
    {
        var colon = route.VirtualHost.LastIndexOf(':');
        return colon > 0 && int.TryParse(route.VirtualHost.AsSpan(colon + 1), out var port)
            ? new(route.VirtualHost[..colon], port, route.Place)
            : new(route.VirtualHost, 0, route.Place);
    }

    internal static bool IsOutbound(RouteModel route) => !route.Configuration.StartsWith("inbound|", StringComparison.Ordinal);
}
