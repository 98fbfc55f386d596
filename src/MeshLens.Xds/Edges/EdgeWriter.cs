using MeshLens.Core.Snapshots;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using EdgeConfiguration = MeshLens.Core.Snapshots.EdgeConfiguration;

namespace MeshLens.Xds.Edges;

/// <summary>Writes what applies to a destination in the words of the classifier.</summary>
internal static class EdgeWriter
{
    private const int MaxFindings = 32;
    private const int MaxRoutes = 16;
    private const int MaxFilters = 16;
    private const int MaxEndpoints = 64;

    /// <param name="destination">Null when the configuration does not know it: then only what holds everywhere is said.</param>
    public static EdgeConfiguration Write(ConfigurationState state, DestinationModel? destination, List<Finding> findings, List<EdgeChange> changes)
    {
        var told = new EdgeConfiguration
        {
            AsOf = state.At,
            View = state.Model.View.ToString(),
            Zone = state.Model.View.Zone,
            IsKnown = destination is not null,
            Findings = [.. findings.Take(MaxFindings).Select(finding => FindingWriter.Write(finding, changes))],
            MoreFindings = Math.Max(0, findings.Count - MaxFindings),
        };
        return destination is null ? told : Describe(told, destination);
    }

    private static EdgeConfiguration Describe(EdgeConfiguration told, DestinationModel destination)
    {
        var clusters = Targets(destination);
        var endpoints = clusters.SelectMany(static cluster => cluster.Endpoints).DistinctBy(static endpoint => (endpoint.Address, endpoint.Port)).ToList();
        return told with
        {
            Routes = [.. destination.Routes.Take(MaxRoutes).Select(RouteOf)],
            Pool = PoolWriter.Write(clusters),
            Outlier = clusters.Select(OutlierOf).FirstOrDefault(static outlier => outlier is not null),
            Filters = [.. FilterWriter.Write(destination).Take(MaxFilters)],
            Endpoints = [.. endpoints.Take(MaxEndpoints).Select(EndpointOf)],
            EndpointCount = endpoints.Count,
            AreEndpointsServed = clusters.Exists(static cluster => cluster.AreEndpointsServed),
        };
    }

    // The clusters of this service that routes lead to; without a route that leads there, the service as a whole.
    private static List<ClusterModel> Targets(DestinationModel destination)
    {
        var names = destination.Routes.SelectMany(static route => route.Targets).Where(static target => target.Share > 0).Select(static target => target.Cluster).ToHashSet(StringComparer.Ordinal);
        var led = destination.Clusters.Where(cluster => names.Contains(cluster.Name)).ToList();
        return led.Count > 0 ? led : [.. destination.Whole is { } whole ? [whole] : destination.Clusters];
    }

    private static ConfiguredRoute RouteOf(RouteModel route) => new()
    {
        Resource = route.Source?.ToString() ?? "",
        Field = route.Source is null ? $"route {route.Place}" : route.EntryField,
        TakesAll = route.Match.TakesAll,
        TimeoutMs = route.Timeout?.TotalMilliseconds,
        PerTryTimeoutMs = route.Retries?.PerTryTimeout?.TotalMilliseconds,
        Attempts = 1 + (route.Retries?.Retries ?? 0),
        BackOffMs = route.Retries?.BackOff.TotalMilliseconds,
    };

    private static ConfiguredOutlier? OutlierOf(ClusterModel cluster) => cluster.Outlier is { Ejects: true } outlier
        ? new(
            cluster.Source?.ToString() ?? "",
            outlier.ConsecutiveErrors,
            outlier.BaseEjection.TotalMilliseconds,
            outlier.MaxEjectionPercent,
            cluster.Balancing.PanicThresholdPercent)
        : null;

    private static ConfiguredEndpoint EndpointOf(EndpointModel endpoint) => new(
        endpoint.Port == 0 ? endpoint.Address : endpoint.Address.Contains(':') ? $"[{endpoint.Address}]:{endpoint.Port}" : $"{endpoint.Address}:{endpoint.Port}",
        endpoint.Zone,
        endpoint.Health is EndpointHealth.Unhealthy or EndpointHealth.Draining,
        endpoint.Priority);
}
