using System.Collections.Concurrent;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>Batches that are read into again and again.</summary>
/// <remarks>
/// A large batch's columns are large arrays, which the runtime collects with its oldest generation alone: making them anew
/// for every batch would cost more than reading it. A batch is rented from its first byte to the end of its intake, so there
/// are as many as are read at once, and those that came during a peak are let go.
/// </remarks>
internal sealed class BatchPool
{
    private static readonly int Kept = 2 * Environment.ProcessorCount;

    private readonly ConcurrentBag<Batch> _free = [];

    public Batch Rent() => _free.TryTake(out var batch) ? batch : new();

    public void Return(Batch batch)
    {
        if (_free.Count < Kept)
        {
            Reset(batch);
            _free.Add(batch);
        }
    }

    private static void Reset(Batch batch)
    {
        var (histograms, counters) = (batch.Histograms ?? new(), batch.Counters ?? new());
        histograms.ClearRows();
        counters.ClearRows();

        batch.Sequence = 0;
        batch.AgeMs = batch.IntervalMs = 0;
        batch.Flows.Clear();
        batch.RetiredFlows.Clear();
        batch.Connections.Clear();
        batch.Listeners.Clear();
        batch.Pressures.Clear();
        batch.NameServers.Clear();
        batch.Hops.Clear();
        batch.ProbeResults.Clear();
        (batch.Losses, batch.Cost, batch.Probes) = (null, null, null);
        (batch.Histograms, batch.Counters) = (histograms, counters);
    }
}
