using System.Globalization;
using MeshLens.Core.Edges;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Edges;

/// <summary>One edge as a scraper sees it: what it adds up to, and its labels.</summary>
internal sealed class EdgeSeries(EdgeTotals totals)
{
    public EdgeTotals Totals => totals;

    public LabelSet Labels { get; } = Name(totals.Key);

    /// <summary>Requests when the edges were compared last.</summary>
    public ulong RequestsBefore { get; set; }

    /// <summary>Whether it is shown at all, and with classic buckets.</summary>
    public bool Shown { get; set; }

    /// <inheritdoc cref="Shown"/>
    public bool WithBuckets { get; set; }

    private static LabelSet Name(EdgeKey key) => new(
        new("cluster", "k8s.cluster.name", key.Cluster),
        new("source_namespace", "source.namespace", key.SourceNamespace),
        new("source", "source.name", key.SourceName),
        new("destination_namespace", "destination.namespace", key.DestinationNamespace),
        new("destination", "destination.name", key.DestinationName),
        new("port", "destination.port", key.Port.ToString(CultureInfo.InvariantCulture)));
}
