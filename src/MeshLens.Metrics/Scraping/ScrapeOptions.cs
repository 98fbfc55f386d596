namespace MeshLens.Metrics.Scraping;

/// <summary>Who is asked for metrics, how often, and what that may cost.</summary>
public sealed record ScrapeOptions
{
    /// <summary>The proxies that the sources of names know: sidecars, gateways, waypoints, ztunnels.</summary>
    public bool Discovers { get; init; }

    /// <summary>Addresses besides, on this machine or of the mesh.</summary>
    public IReadOnlyList<Uri> Given { get; init; } = [];

    /// <summary>How often each is asked. A window's length gives every window one answer.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Targets asked at the same time.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Targets beyond are left out, and counted.</summary>
    public int MaximumTargets { get; init; } = 10_000;

    /// <summary>Series remembered of all targets together; some 200 bytes each.</summary>
    public int MaximumSeries { get; init; } = 1_000_000;

    /// <summary>Of one scrape.</summary>
    public ScrapeLimits Limits { get; init; } = ScrapeLimits.Default;
}
