using MeshLens.Core.Windows;

namespace MeshLens.Ingest.Edges;

/// <summary>Where deltas go.</summary>
internal interface IEdgeSink
{
    /// <summary>Hands a delta over and waits until it was taken. Throws what the receiver throws.</summary>
    Task Send(EdgeSlot edge, EdgeDelta delta);
}
