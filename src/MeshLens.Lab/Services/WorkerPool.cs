namespace MeshLens.Lab.Services;

/// <summary>
/// Threads that each do one blocking thing at a time, made when needed and kept. Blocking threads make the moment of each
/// system call obvious, and a waiting one costs nothing but its stack.
/// </summary>
internal sealed class WorkerPool(string name, int maximum)
{
    private const int StackBytes = 256 * 1024;
    private readonly Queue<Action> _queue = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly SemaphoreSlim _free = new(maximum);
    private int _threads;
    private int _idle;

    /// <summary>Runs it on a free worker; false when all are busy.</summary>
    public bool TryRun(Action action)
    {
        if (!_free.Wait(0))
        {
            return false;
        }

        Enqueue(action);
        return true;
    }

    /// <summary>Runs it on the next free worker and waits until there is one.</summary>
    public void Run(Action action)
    {
        _free.Wait();
        Enqueue(action);
    }

    private void Enqueue(Action action)
    {
        lock (_lock)
        {
            _queue.Enqueue(action);
            if (_queue.Count > _idle && _threads < maximum)
            {
                _threads++;
                new Thread(Work, StackBytes) { IsBackground = true, Name = name }.Start();
            }
        }

        _work.Release();
    }

    private void Work()
    {
        while (true)
        {
            Next()();
            _free.Release();
        }
    }

    private Action Next()
    {
        lock (_lock)
        {
            _idle++;
        }

        _work.Wait();
        lock (_lock)
        {
            _idle--;
            return _queue.Dequeue();
        }
    }
}
