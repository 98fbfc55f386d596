using MeshLens.Grains.Persistence;

namespace MeshLens.Grains.Tests.Hosting;

/// <summary>A store that throws for as long as it is told to.</summary>
internal sealed class FailingStore : IEdgeStateStore
{
    private int _puts;

    public bool Fails { get; set; } = true;

    public int Puts => Volatile.Read(ref _puts);

    public bool Outlives => true;

    public ValueTask<StoredState?> Find(string edgeId, CancellationToken cancellation) => ValueTask.FromResult<StoredState?>(null);

    public ValueTask Put(string edgeId, StoredState state, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _puts);
        return Fails ? ValueTask.FromException(new IOException("The disk is gone.")) : ValueTask.CompletedTask;
    }

    public Task Open(CancellationToken cancellation) => Task.CompletedTask;

    public Task Flush(CancellationToken cancellation) => Task.CompletedTask;
}
