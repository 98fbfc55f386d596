using MeshLens.Core.Windows;
using MeshLens.Grains.Edges;
using Orleans;

namespace MeshLens.Ingest.Edges;

/// <summary>Each edge is a grain of its own; the reference is kept with the edge, as looking it up costs as much as a call.</summary>
internal sealed class GrainEdgeSink(IGrainFactory grains) : IEdgeSink
{
    public Task Send(EdgeSlot edge, EdgeDelta delta)
    {
        var grain = (IEdgeGrain)(edge.Receiver ??= grains.GetGrain<IEdgeGrain>(edge.Key.ToString()));
        return grain.Ingest(delta);
    }
}
