using MeshLens.Agent.Host;

namespace MeshLens.Agent.Probing;

/// <summary>The one thread that probes and answers probes: it sleeps until something is due or something came.</summary>
internal sealed class ProbeLoop : IDisposable
{
    private readonly List<PollDescriptor> _wanted = [];
    private readonly ProbeTasks _tasks;
    private readonly Prober _prober;
    private readonly Responder? _responder;
    private readonly TimeProvider _time;
    private readonly int _wake = LibC.EventDescriptor(0, LibC.SocketNonBlocking | LibC.SocketCloseOnExec);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    public ProbeLoop(ProbeTasks tasks, Prober prober, Responder? responder, TimeProvider time)
    {
        (_tasks, _prober, _responder, _time) = (tasks, prober, responder, time);
        tasks.Changed = Wake;
    }

    /// <summary>Completes when the last report was made, or fails with what stopped the thread.</summary>
    public Task Ended => _ended.Task;

    public void Start() => new Thread(Run, maxStackSize: 512 << 10) { IsBackground = true, Name = "probes" }.Start();

    public void Stop()
    {
        _stopping = true;
        Wake();
    }

    /// <summary>Call it when the thread has ended.</summary>
    public void Dispose()
    {
        _prober.Dispose();
        _responder?.Dispose();
        _ = LibC.Close(_wake);
    }

    private void Wake() => _ = LibC.Write(_wake, [1, 0, 0, 0, 0, 0, 0, 0], 8);

    private void Run()
    {
        try
        {
            while (!_stopping)
            {
                Turn();
            }

            _tasks.ReportNow();
            _ended.SetResult();
        }
        catch (Exception fault) // Whatever it is, the agent must not go on as if it were still probing.
        {
            _ended.SetException(fault);
        }
    }

    private void Turn()
    {
        var now = _time.GetTimestamp();
        _prober.Look(now);
        _responder?.Look(now);
        _tasks.Turn(_prober, now);
        Sleep(_time.GetTimestamp());
    }

    private void Sleep(long now)
    {
        _wanted.Clear();
        _wanted.Add(new() { Descriptor = _wake, Wanted = LibC.PollIn });
        _prober.AddTo(_wanted);
        _responder?.AddTo(_wanted);
        var next = Earlier(Earlier(_tasks.Next, _prober.NextDeadline), _responder?.NextDeadline);
        var descriptors = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_wanted);
        _ = LibC.Poll(descriptors, (nuint)descriptors.Length, next is { } due ? Milliseconds(due - now) : -1);
        if (descriptors[0].Got != 0)
        {
            Span<byte> count = stackalloc byte[sizeof(ulong)];
            _ = LibC.Read(_wake, count, sizeof(ulong));
        }
    }

    // Rounded up: a millisecond late costs nothing, a millisecond early a turn.
    private int Milliseconds(long ticks) => (int)Math.Clamp((ticks * 1000 / _time.TimestampFrequency) + 1, 0, 60_000);

    private static long? Earlier(long? left, long? right) => left is { } one && right is { } other ? Math.Min(one, other) : left ?? right;
}
