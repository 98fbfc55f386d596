using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Export;
using MeshLens.Exposition.Scraping;
using MeshLens.Exposition.Self;
using MeshLens.Grains.Mesh;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition;

/// <summary>Says which edges are cut from metrics by their bounds, and whether metrics do not arrive.</summary>
internal sealed class MetricsNotes(EdgeSelection edges, Scrape scrape, OtlpClient client, SelfMetrics self, IOptions<ExpositionOptions> options) : ISourceNotes
{
    public IEnumerable<string> Notes()
    {
        if (edges.LeftOut is var left and > 0)
        {
            yield return $"{left} edges have no series at /metrics: {options.Value.MaxEdges} are the most, and others have more requests. Where Prometheus has room for them, raise --metrics-edges.";
        }

        if (scrape.HasGivenBuckets && edges.WithoutBuckets is var without and > 0)
        {
            yield return $"{without} edges have histograms without classic buckets at /metrics: {options.Value.MaxEdgesWithBuckets} are the most. Let Prometheus ask for native histograms, which are whole, or raise --metrics-bucket-edges.";
        }

        if (client.Trouble is { } trouble)
        {
            yield return $"Not all metrics reach {options.Value.Endpoint} ({trouble}): see whether it takes OTLP over HTTP there (--export-otlp).";
        }

        if (self.Dropped is var dropped and > 0)
        {
            yield return $"{dropped} measurements of MeshLens itself found no room: one of its instruments has too many sets of labels, which is a mistake of MeshLens.";
        }
    }
}
