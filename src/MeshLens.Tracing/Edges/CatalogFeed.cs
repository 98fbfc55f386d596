using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Edges;

/// <summary>This server's own edges.</summary>
internal sealed class CatalogFeed(IEdgeCatalog catalog) : IEdgeFeed
{
    public Task<EdgePage> ListAsync(EdgeQuery query, CancellationToken cancellation) => catalog.List(query, cancellation).AsTask();

    public IAsyncEnumerable<EdgeChanges> WatchAsync(CancellationToken cancellation) => catalog.Watch(new EdgeQuery(), cancellation);
}
