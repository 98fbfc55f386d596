using MeshLens.Core.Windows;

namespace MeshLens.Protocol.Mapping;

/// <summary>What an agent lost, as the note that stands in a window.</summary>
public static class LossMapping
{
    /// <remarks>How many rows a batch held that was never sent is unknown: it counts as one row at least. A window says only that
    /// connections were not watched; the node says for want of which table.</remarks>
    public static LossNote ToNote(this V1.Losses losses) => new(
        Plausible.Count(losses.KernelEvents),
        Plausible.Count(losses.KernelFlows) + Plausible.Count(losses.KernelConnections),
        Plausible.Count(losses.KernelSamples),
        Plausible.Count(losses.ShedRows) + Plausible.Count(losses.ShedBatches),
        Plausible.Count(losses.ShedConnections));
}
