namespace MeshLens.Agent.Streaming;

/// <summary>Batches written and not yet acknowledged: when the stream breaks they count as shed, since nobody knows.</summary>
internal sealed class InFlight(int limit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _entries = new();
    private readonly SemaphoreSlim _slots = new(limit, limit);

    public Task WaitForSlotAsync(CancellationToken cancellation) => _slots.WaitAsync(cancellation);

    public void Add(ulong sequence, int rows, int connections, LossTally losses)
    {
        lock (_gate)
        {
            _entries.Enqueue(new(sequence, rows, connections, losses));
        }
    }

    public void Acknowledge(ulong sequence)
    {
        lock (_gate)
        {
            while (_entries.TryPeek(out var entry) && entry.Sequence <= sequence)
            {
                _entries.Dequeue();
                _slots.Release();
            }
        }
    }

    public void ShedAllInto(BatchQueue queue)
    {
        lock (_gate)
        {
            while (_entries.TryDequeue(out var entry))
            {
                queue.CountAsShed(entry.Rows, entry.Connections, entry.Losses);
            }
        }
    }

    public void Dispose() => _slots.Dispose();

    private readonly record struct Entry(ulong Sequence, int Rows, int Connections, LossTally Losses);
}
