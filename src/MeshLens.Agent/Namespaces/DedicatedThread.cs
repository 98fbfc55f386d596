using System.Runtime.ExceptionServices;

namespace MeshLens.Agent.Namespaces;

/// <summary>
/// One thread that does one piece of work at a time for whoever asks, and gives back its result or its exception. A thread that
/// may stand in a foreign namespace must never come from the pool, where others would inherit the place.
/// </summary>
internal sealed class DedicatedThread(string name) : IDisposable
{
    private readonly Lock _oneAtATime = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private Thread? _thread;
    private Action? _work;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs the work there and waits for it.</summary>
    public void Run(Action work)
    {
        lock (_oneAtATime)
        {
            _thread ??= Start();
            _work = work;
            _asked.Release();
            _done.Wait();
            var failure = _failure;
            _failure = null;
            failure?.Throw();
        }
    }

    public void Dispose()
    {
        lock (_oneAtATime)
        {
            if (_thread is not null)
            {
                _work = null;
                _asked.Release();
                _thread.Join();
                _thread = null;
            }
        }

        _asked.Dispose();
        _done.Dispose();
    }

    private Thread Start()
    {
        var thread = new Thread(Loop, maxStackSize: 256 * 1024) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Loop()
    {
        while (true)
        {
            _asked.Wait();
            if (_work is not { } work)
            {
                return;
            }

            try
            {
                work();
            }
            catch (Exception failure) // Handed to the caller, whose work it was.
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }

            _done.Release();
        }
    }
}
