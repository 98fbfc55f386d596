namespace MeshLens.Server.Metrics;

/// <summary>Who is asked for proxies' metrics; nobody unless told.</summary>
internal sealed record MetricsOptions
{
    /// <summary>Ask the proxies that the sources of names know.</summary>
    public bool Scrape { get; init; }

    /// <summary>Ask these, too: <c>http://10.1.2.3:15020/stats/prometheus</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>How often, in seconds; null for every ten, and for every thirty of a Prometheus.</summary>
    public double? IntervalSeconds { get; init; }

    /// <summary>Targets asked at the same time.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>A Prometheus to ask instead.</summary>
    public string? Prometheus { get; init; }

    /// <summary>File with a bearer token for it.</summary>
    public string? PrometheusTokenFile { get; init; }

    /// <summary>PEM file with the authorities of its certificate.</summary>
    public string? PrometheusAuthorityFile { get; init; }

    /// <summary>Label matchers for it.</summary>
    public string? PrometheusMatchers { get; init; }
}
