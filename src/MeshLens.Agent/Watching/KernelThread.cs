using MeshLens.Agent.Host;

namespace MeshLens.Agent.Watching;

/// <summary>
/// The one thread that talks to the kernel: it looks into the ring ten times a second or, where there is much in it, more often, and
/// ends an interval when it is over. It never waits for the network, and nothing else runs on it.
/// </summary>
internal sealed class KernelThread
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Watch _watch;
    private readonly TimeProvider _time;

    public KernelThread(Watch watch, TimeProvider time)
    {
        (_watch, _time) = (watch, time);
        new Thread(Run, maxStackSize: 512 << 10) { IsBackground = true, Name = "kernel" }.Start();
    }

    /// <summary>Completes when the last interval was sent, or fails with what stopped the thread.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Asks the thread to end the interval it is in, and itself.</summary>
    public void Stop() => _stop.Set();

    private void Run()
    {
        try
        {
            Loop();
            _watch.Consume();
            _watch.EndInterval();
            _ended.SetResult();
        }
        catch (Exception fault) // Whatever it is, the agent must not go on as if it were still watching.
        {
            _ended.SetException(fault);
        }
    }

    private void Loop()
    {
        var begun = _time.GetTimestamp();
        while (!_stop.Wait(_watch.Tempo.Tick))
        {
            if (_time.GetElapsedTime(begun) < _watch.Tempo.Interval)
            {
                _watch.Consume();
                continue;
            }

            begun = _time.GetTimestamp();
            _watch.EndInterval();
        }
    }
}
