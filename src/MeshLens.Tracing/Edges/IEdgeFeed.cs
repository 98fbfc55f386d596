using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Edges;

/// <summary>Where edges and their verdicts come from: this server's own, unless another's are followed.</summary>
public interface IEdgeFeed
{
    /// <summary>A page of all edges.</summary>
    /// <param name="query">Which page; nothing is filtered.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<EdgePage> ListAsync(EdgeQuery query, CancellationToken cancellation);

    /// <summary>Edges as they change, until it ends: then it is asked again.</summary>
    IAsyncEnumerable<EdgeChanges> WatchAsync(CancellationToken cancellation);
}
