using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Edges;

/// <summary>This server's own edges.</summary>
internal sealed class CatalogFeed(IEdgeCatalog catalog) : IEdgeFeed
{
    public async Task<IReadOnlyCollection<EdgeSummary>> AllAsync(CancellationToken cancellation) => (await catalog.All(cancellation)).Edges;

    public IAsyncEnumerable<EdgeChanges> WatchAsync(CancellationToken cancellation) => catalog.Watch(new EdgeQuery(), cancellation);
}
