namespace MeshLens.Agent.Streaming;

/// <summary>
/// Batches between the kernel thread and the stream: bounded in bytes, and when it is full the oldest give way, because the
/// newest say what is wrong now. The kernel thread never waits here.
/// </summary>
internal sealed class BatchQueue(long capacityBytes, FlowAnnouncements announcements) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<EncodedBatch> _batches = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly LossTally _unreported = new();
    private long _bytes;
    private bool _completed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _batches.Count;
            }
        }
    }

    public void Enqueue(EncodedBatch batch)
    {
        lock (_gate)
        {
            _batches.Enqueue(batch);
            _bytes += batch.Length;
            while (_bytes > capacityBytes && _batches.Count > 1)
            {
                ShedOldest();
            }

            Signal();
        }
    }

    /// <summary>No batch will follow: a waiting reader gets what is left, then null.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Signal();
        }
    }

    /// <summary>The oldest batch, or null when the queue was completed and is empty.</summary>
    public async ValueTask<EncodedBatch?> DequeueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_batches.TryDequeue(out var batch))
                {
                    _bytes -= batch.Length;
                    return batch;
                }

                if (_completed)
                {
                    return null;
                }
            }

            await _changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Gives up a batch that was taken and could not be written.</summary>
    public void Shed(EncodedBatch batch)
    {
        lock (_gate)
        {
            announcements.Retire(batch.Retired);
            CountAsShed(batch.Rows, batch.Connections, batch.Losses);
            batch.Dispose();
        }
    }

    /// <summary>Counts a batch that did not reach the server; the losses it was to report are reported by a later one.</summary>
    public void CountAsShed(int rows, int connections, LossTally losses)
    {
        lock (_gate)
        {
            _unreported.Add(losses);
            _unreported.ShedBatches++;
            _unreported.ShedRows += (ulong)rows;
            _unreported.ShedConnections += (ulong)connections;
        }
    }

    /// <summary>Moves to the caller the losses that shed batches left behind.</summary>
    public void TakeUnreported(LossTally losses)
    {
        lock (_gate)
        {
            losses.Add(_unreported);
            _unreported.Clear();
        }
    }

    public void Dispose() => _changed.Dispose();

    private void ShedOldest()
    {
        var oldest = _batches.Dequeue();
        _bytes -= oldest.Length;
        Shed(oldest);
    }

    private void Signal()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }
}
