using System.Collections.Concurrent;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Edges;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>Stands for the grains: keeps what it is given, and fails for edges it is told to fail for.</summary>
internal sealed class CollectingSink : IEdgeSink
{
    public ConcurrentQueue<EdgeDelta> Deltas { get; } = new();

    public Func<EdgeDelta, Task> OnSend { get; set; } = _ => Task.CompletedTask;

    public async Task Send(EdgeSlot edge, EdgeDelta delta)
    {
        await OnSend(delta);
        Deltas.Enqueue(delta);
    }
}
