using System.Runtime.CompilerServices;
using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>The catalog as the API sees it.</summary>
internal sealed class EdgeCatalog(IGrainFactory grains, ChangeHub hub) : IEdgeCatalog
{
    private ICatalogGrain Catalog => grains.GetGrain<ICatalogGrain>(0);

    public async ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation) =>
        await Catalog.List(query).WaitAsync(cancellation);

    public async ValueTask<AllEdges> All(CancellationToken cancellation) => await Catalog.All().WaitAsync(cancellation);

    public async ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation) =>
        await Catalog.Find(edgeId).WaitAsync(cancellation);

    public async IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var watcher = await hub.Open(filter);
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                EdgeChanges changes;
                try
                {
                    changes = await watcher.Take(cancellation);
                }
                catch (OperationCanceledException)
                {
                    // The reader left, which ends the sequence.
                    break;
                }

                yield return changes;
            }
        }
        finally
        {
            hub.Close(watcher);
        }
    }
}
