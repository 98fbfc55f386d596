using MeshLens.Core.Windows;

namespace MeshLens.Protocol.Mapping;

/// <summary>What an agent lost, as the note that stands in a window.</summary>
public static class LossMapping
{
    /// <remarks>How many rows a batch held that was never sent is unknown: it counts as one row at least.</remarks>
    public static LossNote ToNote(this V1.Losses losses) => new(
        losses.KernelEvents,
        losses.KernelFlows,
        losses.KernelSamples,
        losses.ShedRows > ulong.MaxValue - losses.ShedBatches ? ulong.MaxValue : losses.ShedRows + losses.ShedBatches,
        losses.ShedConnections);
}
