using System.Collections.Concurrent;

namespace MeshLens.Grains.Persistence;

/// <summary>Remembers edges for as long as the process lives: what runs when there is no data directory.</summary>
internal sealed class MemoryEdgeStateStore(int capacity, GrainsInstruments instruments) : IEdgeStateStore
{
    private readonly ConcurrentDictionary<string, StoredState> _states = new(StringComparer.Ordinal);

    public bool Outlives => false;

    public ValueTask<StoredState?> Find(string edgeId, CancellationToken cancellation) =>
        ValueTask.FromResult(_states.GetValueOrDefault(edgeId));

    public ValueTask Put(string edgeId, StoredState state, CancellationToken cancellation)
    {
        if (_states.Count < capacity || _states.ContainsKey(edgeId))
        {
            _states[edgeId] = state;
        }
        else
        {
            instruments.StateShed();
        }

        return ValueTask.CompletedTask;
    }

    public Task Open(CancellationToken cancellation) => Task.CompletedTask;

    public Task Flush(CancellationToken cancellation) => Task.CompletedTask;
}
