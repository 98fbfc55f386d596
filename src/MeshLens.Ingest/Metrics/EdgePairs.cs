using MeshLens.Core.Edges;
using MeshLens.Ingest.Edges;

namespace MeshLens.Ingest.Metrics;

/// <summary>The known edges by who calls whom, whatever the port. As of one moment.</summary>
internal sealed class EdgePairs(IEnumerable<EdgeSlot> edges)
{
    private readonly ILookup<(string, string, string, string), EdgeSlot> _edges =
        edges.ToLookup(static edge => (edge.Key.SourceNamespace, edge.Key.SourceName, edge.Key.DestinationNamespace, edge.Key.DestinationName));

    /// <param name="cluster">Edges of another cluster are not meant; empty for any.</param>
    public List<EdgeSlot> Between(Party source, Party destination, string cluster) =>
    [
        .. _edges[(source.Namespace, source.Name, destination.Namespace, destination.Name)]
            .Where(edge => cluster.Length == 0 || edge.Key.Cluster.Length == 0 || edge.Key.Cluster == cluster),
    ];
}
