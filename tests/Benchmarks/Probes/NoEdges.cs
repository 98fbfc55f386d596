using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;

namespace Benchmarks.Probes;

/// <summary>Agents that only probe have no edges to tell of.</summary>
internal sealed class NoEdges : IEdgeSink
{
    public Task Send(EdgeSlot edge, EdgeDelta delta) => Task.CompletedTask;
}
