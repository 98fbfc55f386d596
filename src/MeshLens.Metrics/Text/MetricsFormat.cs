namespace MeshLens.Metrics.Text;

/// <summary>The two text formats that a scrape may come in.</summary>
public enum MetricsFormat
{
    /// <summary>Prometheus text, version 0.0.4: what Envoy and istiod write.</summary>
    Prometheus,

    /// <summary>OpenMetrics 1.0: what ztunnel writes. Single spaces, seconds as time stamps, exemplars, and an end that is said.</summary>
    OpenMetrics,
}
