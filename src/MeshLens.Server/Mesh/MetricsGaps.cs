using MeshLens.Grains.Mesh;

namespace MeshLens.Server.Mesh;

/// <summary>What proxies' metrics do not say as things stand, each with the remedy.</summary>
internal static class MetricsGaps
{
    private const int MostPairs = 3;

    public static IEnumerable<string> Of(MeshStatus status)
    {
        if (status.Metrics is { } metrics)
        {
            return [.. OfTargets(metrics), .. OfPrometheus(metrics), .. OfPlacing(metrics)];
        }

        return status.ControlPlanes.Count + status.Clusters.Count > 0
            ? ["What proxies count (requests, failures by flag, ejections, overflows) is not read: let MeshLens ask them with --scrape, or name a Prometheus that does with --prometheus."]
            : [];
    }

    private static IEnumerable<string> OfTargets(MetricsView metrics)
    {
        if (metrics.Failing > 0)
        {
            var worst = metrics.NotAnswering[0];
            yield return $"{metrics.Failing} of {metrics.Targets.Values.Sum()} proxies do not tell their metrics, {worst.Target} since {worst.Since:u} ({worst.Reason}): "
                + "let this server reach their ports 15020 and 15090, in NetworkPolicies and AuthorizationPolicies.";
        }

        if (metrics.NotAsked > 0)
        {
            yield return $"{metrics.NotAsked} proxies are not asked for metrics, since two claim one address or there are too many: name them with --scrape-target, or ask a Prometheus.";
        }

        if (metrics.SeriesLeftOut > 0)
        {
            yield return $"{metrics.SeriesLeftOut} series of proxies found no room: labels of Istio's metrics that grow without bound (Telemetry, tagOverrides) are the usual reason.";
        }

        if (metrics.Skipped > 0)
        {
            yield return $"{metrics.Skipped} scrapes were skipped because too many proxies answer slowly: raise --scrape-concurrency or --scrape-interval.";
        }
    }

    private static IEnumerable<string> OfPrometheus(MetricsView metrics) => (metrics.Prometheus?.NotTold ?? new Dictionary<string, string>())
        .GroupBy(static each => each.Value, static each => each.Key)
        .Select(same => $"The Prometheus {metrics.Prometheus!.Server} does not tell {Names(same)}, since {metrics.Prometheus.Since:u} ({same.Key}).");

    private static string Names(IEnumerable<string> metrics) =>
        string.Join(", ", metrics.Where(static name => name.Length > 0).Order(StringComparer.Ordinal)) is { Length: > 0 } names ? names : "anything";

    private static IEnumerable<string> OfPlacing(MetricsView metrics)
    {
        var portless = metrics.Placing?.Portless ?? [];
        if (portless.Count > 0)
        {
            var some = string.Join(", ", portless.Take(MostPairs).Select(static pair => $"{pair.Source} to {pair.Destination}"));
            yield return $"Metrics of {portless.Count} service pairs belong to no edge, since Istio's metrics name no port and the service has several or is unknown ({some}"
                + $"{(portless.Count > MostPairs ? ", …" : "")}): an agent on the callers' nodes, or their access logs, would tell the port.";
        }
    }
}
