using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>Every edge at a glance. Reads never fan out to the edges: each tells the catalog when its summary changes.</summary>
public interface IEdgeCatalog
{
    ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default);

    /// <summary>Null when the edge is not known, or was silent for too long.</summary>
    ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default);

    /// <summary>
    /// Summaries as they change, from now on, until cancelled. A reader that is too slow gets the newest summary of each
    /// edge and the number of changes it missed, never a growing queue.
    /// </summary>
    /// <exception cref="TooManyWatchersException">Thrown by the first step.</exception>
    IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, CancellationToken cancellation = default);
}
