using System.Collections.Concurrent;

namespace MeshLens.Lab.Namespaces;

/// <summary>
/// A thread that runs what it is given, in order. A namespace belongs to a thread, never to a process, and thread-pool
/// threads must not change theirs; children started from here die when it ends (parent-death signals are per thread).
/// </summary>
internal sealed class NamespaceThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public NamespaceThread(string name)
    {
        _thread = new Thread(Serve) { IsBackground = true, Name = $"netns {name}" };
        _thread.Start();
    }

    public T Run<T>(Func<T> function)
    {
        if (Thread.CurrentThread == _thread)
        {
            return function();
        }

        // Inline continuations would run the caller's code on this thread, that is, in the wrong namespace.
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Complete(result, function));
        return result.Task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private static void Complete<T>(TaskCompletionSource<T> result, Func<T> function)
    {
        try
        {
            result.SetResult(function());
        }
#pragma warning disable CA1031 // The exception belongs to the caller of Run, whatever it is; this thread only carries it over.
        catch (Exception exception)
        {
            result.SetException(exception);
        }
#pragma warning restore CA1031
    }

    private void Serve()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
