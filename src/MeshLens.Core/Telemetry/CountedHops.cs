namespace MeshLens.Core.Telemetry;

/// <summary>What proxies count, in the form in which they log it: how many requests ended, and how. Metrics tell no part of a request's time.</summary>
internal static class CountedHops
{
    /// <summary>Null when nothing ended, and when nothing was read.</summary>
    public static List<HopDelta>? Of(List<MetricDelta>? metrics)
    {
        List<HopDelta>? hops = null;
        foreach (var metric in metrics ?? [])
        {
            if (metric.Requests > 0)
            {
                (hops ??= []).Add(Of(metric));
            }
        }

        return hops;
    }

    private static HopDelta Of(MetricDelta metric) => new()
    {
        Window = metric.Window,
        Reporter = metric.Reporter,
        Ended = metric.Requests,
        Failed = Math.Min(metric.Requests, metric.Failed),
        Flags = metric.Flags,
    };
}
