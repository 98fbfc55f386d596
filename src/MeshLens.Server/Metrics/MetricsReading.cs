using MeshLens.Core.Identity;
using MeshLens.Metrics.Discovery;
using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Scraping;

namespace MeshLens.Server.Metrics;

/// <summary>Reads metrics for as long as the server runs, from the proxies or from a Prometheus.</summary>
internal sealed class MetricsReading : BackgroundService
{
    private readonly HttpMessageInvoker? _client;

    public MetricsReading(MetricsSources sources, IdentityIndex index, IMetricsTaker taker, TimeProvider time)
    {
        if (sources.Scrape is { } scrape)
        {
            _client = TargetScraper.CreateClient(new MeshOnly(index));
            Scrapes = new(new(index, scrape.Given, scrape.Discovers, scrape.MaximumTargets), taker, _client, scrape, time);
        }

        Prometheus = sources.Prometheus is { } prometheus ? new(prometheus, taker, time) : null;
    }

    /// <summary>Null when no proxy is asked.</summary>
    public ScrapeLoop? Scrapes { get; }

    /// <summary>Null when none is asked.</summary>
    public PrometheusReader? Prometheus { get; }

    public override void Dispose()
    {
        base.Dispose();
        _client?.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Scrapes?.RunAsync(stoppingToken) ?? Task.CompletedTask,
        Prometheus?.RunAsync(stoppingToken) ?? Task.CompletedTask);
}
