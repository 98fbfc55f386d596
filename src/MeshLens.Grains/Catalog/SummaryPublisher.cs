using System.Collections.Concurrent;
using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>Gathers what the edges of this silo have to tell, and passes it to the catalog in few, large calls.</summary>
/// <remarks>Bounded by the number of edges: of each, the newest summary waits and no other.</remarks>
internal sealed class SummaryPublisher(IGrainFactory grains, GrainsInstruments instruments)
{
    private readonly ConcurrentDictionary<string, EdgeSummary?> _waiting = new(StringComparer.Ordinal);

    public void Publish(EdgeSummary summary) => _waiting[summary.Id] = summary;

    public void Forget(string edgeId) => _waiting[edgeId] = null;

    public async Task Flush(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        List<EdgeSummary> changed = [];
        List<string> gone = [];
        foreach (var (edgeId, _) in _waiting)
        {
            if (!_waiting.TryRemove(edgeId, out var summary))
            {
                continue;
            }

            if (summary is null)
            {
                gone.Add(edgeId);
            }
            else
            {
                changed.Add(summary);
            }
        }

        if (changed.Count + gone.Count > 0)
        {
            await Send(changed, gone);
        }
    }

    private async Task Send(List<EdgeSummary> changed, List<string> gone)
    {
        try
        {
            await grains.GetGrain<ICatalogGrain>(0).Publish(changed, gone);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // The catalog is moving. What has not been overtaken since waits for the next flush.
            instruments.PublishFailed();
            changed.ForEach(summary => _waiting.TryAdd(summary.Id, summary));
            gone.ForEach(edgeId => _waiting.TryAdd(edgeId, null));
        }
    }
}
