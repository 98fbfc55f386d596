using System.Diagnostics;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Http;

/// <summary>
/// An event loop that is busy for part of its time: what has arrived is read when the loop comes round. Open by default. All
/// readers of a process share it, so a pause holds all of them back, as a long computation on the only loop thread does.
/// </summary>
internal sealed class ReadGate
{
    private volatile Cycle? _cycle;

    /// <summary>Busy for <paramref name="busy"/>, then free for <paramref name="free"/>, and again; a busy time of 0 opens it.</summary>
    public void Set(TimeSpan busy, TimeSpan free) => _cycle = busy > TimeSpan.Zero ? new Cycle(busy.Ticks, busy.Ticks + free.Ticks) : null;

    /// <summary>Waits until the loop is free.</summary>
    public void Pass()
    {
        if (_cycle is { } cycle)
        {
            var position = Stopwatch.GetElapsedTime(0).Ticks % cycle.Length;
            Wait.For(TimeSpan.FromTicks(Math.Max(0, cycle.Busy - position)));
        }
    }

    private sealed record Cycle(long Busy, long Length);
}
