using MeshLens.Grains.Nodes;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Agents;

/// <summary>What an agent lost since its stream was opened, and what it costs now.</summary>
internal sealed class NodeTotals
{
    public NodeLosses Losses { get; private set; } = new();

    public NodeCost? Cost { get; private set; }

    public void Add(Batch batch)
    {
        if (batch.Losses is { } lost)
        {
            Losses = new()
            {
                KernelEvents = Losses.KernelEvents + lost.KernelEvents,
                KernelFlows = Losses.KernelFlows + lost.KernelFlows,
                KernelSamples = Losses.KernelSamples + lost.KernelSamples,
                ShedBatches = Losses.ShedBatches + lost.ShedBatches,
                ShedRows = Losses.ShedRows + lost.ShedRows,
                ShedConnections = Losses.ShedConnections + lost.ShedConnections,
            };
        }

        if (batch.Cost is { } cost && batch.IntervalMs > 0 && double.IsFinite(cost.CpuSeconds) && double.IsFinite(cost.BpfSeconds))
        {
            var seconds = batch.IntervalMs / 1000.0;
            Cost = new(Math.Max(0, cost.CpuSeconds) / seconds, Math.Max(0, cost.BpfSeconds) / seconds, cost.ResidentBytes, cost.BpfMapBytes);
        }
    }
}
