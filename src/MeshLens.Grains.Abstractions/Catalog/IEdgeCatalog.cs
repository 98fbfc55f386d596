using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>Every edge at a glance. Reads never fan out to the edges: each tells the catalog when its summary changes.</summary>
public interface IEdgeCatalog
{
    ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default);

    /// <summary>All of them, for whoever judges or exports every edge. A catalog that can tells them as of one moment; otherwise page by page.</summary>
    async ValueTask<AllEdges> All(CancellationToken cancellation = default)
    {
        List<EdgeSummary> all = [];
        while (true)
        {
            var page = await List(new() { Order = EdgeOrder.Name, Offset = all.Count, Limit = EdgeQuery.MaxLimit }, cancellation);
            all.AddRange(page.Edges);
            if (page.Edges.Count == 0 || all.Count >= page.Total)
            {
                return new(all);
            }
        }
    }

    /// <summary>Null when the edge is not known, or was silent for too long.</summary>
    ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default);

    /// <summary>
    /// Summaries as they change, from now on, until cancelled. A reader that is too slow gets the newest summary of each
    /// edge and the number of changes it missed, never a growing queue.
    /// </summary>
    /// <exception cref="TooManyWatchersException">Thrown by the first step.</exception>
    IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, CancellationToken cancellation = default);
}
