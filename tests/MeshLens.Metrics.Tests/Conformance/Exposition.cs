using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A text to be scraped.</summary>
/// <param name="Job">Names it in the Prometheus that scrapes it.</param>
internal sealed record Exposition(string Job, byte[] Text, MetricsFormat Format)
{
    public string ContentType => Format == MetricsFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";
}
