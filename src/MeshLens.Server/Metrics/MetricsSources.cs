using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Scraping;

namespace MeshLens.Server.Metrics;

/// <summary>Who is asked for metrics, checked and ready.</summary>
/// <param name="Scrape">Null when no proxy is asked.</param>
/// <param name="Prometheus">Null when none is asked.</param>
internal sealed record MetricsSources(ScrapeOptions? Scrape, PrometheusOptions? Prometheus);
