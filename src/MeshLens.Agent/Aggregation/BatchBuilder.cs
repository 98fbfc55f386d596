using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Aggregation;

/// <summary>
/// Turns what an interval's kernel maps held into a batch. The kernel has already summed up each flow, so nothing is kept here: one
/// message is filled, encoded and emptied again, and its columns keep their size.
/// </summary>
internal sealed class BatchBuilder(FlowTable flows)
{
    private readonly Batch _batch = new() { Histograms = new(), Counters = new() };
    private readonly List<uint> _retired = [];

    /// <summary>The message under construction, for what is added beside samples and counters.</summary>
    public Batch Batch => _batch;

    public int Rows => _batch.Histograms.Flow.Count + _batch.Counters.Flow.Count;

    /// <summary>Losses that the next batch reports.</summary>
    public LossTally Losses { get; } = new();

    /// <summary>Rows that belong to a flow nobody announced: its event was lost. They are counted as lost too.</summary>
    public int OrphanRows { get; private set; }

    /// <summary>Connection ends established in this interval.</summary>
    public ulong Established { get; private set; }

    public void Add(ReadOnlySpan<SampleKey> keys, ReadOnlySpan<Histogram> histograms, long now)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (!flows.TryTouch(keys[i].Flow, now, out var role))
            {
                CountOrphan();
            }
            else if (WireNumbers.SignalOf(keys[i].Signal, role) is var signal && signal != Signal.None)
            {
                _batch.Histograms.Append(keys[i].Flow, signal, histograms[i]);
            }
        }
    }

    public void Add(ReadOnlySpan<uint> flowIds, ReadOnlySpan<Counters> counters, long now)
    {
        for (var i = 0; i < flowIds.Length; i++)
        {
            Established += counters[i].Established;
            if (flows.TryTouch(flowIds[i], now, out _))
            {
                _batch.Append(flowIds[i], counters[i]);
            }
            else
            {
                CountOrphan();
            }
        }
    }

    /// <summary>The flow ends with this batch.</summary>
    public void Retire(uint flow)
    {
        flows.Remove(flow);
        _retired.Add(flow);
    }

    /// <summary>Encodes the batch and begins the next one.</summary>
    public EncodedBatch Finish(long endedAt, TimeSpan interval, ExemplarBook exemplars)
    {
        var losses = new LossTally();
        losses.Add(Losses);
        var encoded = EncodedBatch.Encode(_batch, endedAt, interval, losses, [.. _retired]);
        exemplars.Recycle(_batch);
        Clear();
        return encoded;
    }

    /// <summary>A new interval begins.</summary>
    public void BeginInterval() => (OrphanRows, Established) = (0, 0);

    private void CountOrphan()
    {
        OrphanRows++;
        Losses.KernelSamples++;
    }

    private void Clear()
    {
        _batch.Histograms.ClearRows();
        _batch.Counters.ClearRows();
        _batch.Listeners.Clear();
        _batch.Pressures.Clear();
        _batch.NameServers.Clear();
        _batch.Hops.Clear();
        _batch.Cost = null;
        _retired.Clear();
        Losses.Clear();
    }
}
