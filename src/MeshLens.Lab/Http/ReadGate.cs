using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Http;

/// <summary>
/// An event loop that is busy for part of its time: what has arrived is read when the loop comes round. Open by default. All
/// readers of a process share it, so a pause holds all of them back, as a long computation on the only loop thread does.
/// </summary>
/// <param name="time">Tells where in its cycle the loop is.</param>
/// <param name="rest">Lets the calling thread rest.</param>
internal sealed class ReadGate(TimeProvider time, Action<TimeSpan> rest)
{
    private volatile Cycle? _cycle;

    /// <summary>On the machine's clock.</summary>
    public ReadGate()
        : this(TimeProvider.System, Wait.For)
    {
    }

    /// <summary>Busy for <paramref name="busy"/>, then free for <paramref name="free"/>, and again; a busy time of 0 opens it.</summary>
    public void Set(TimeSpan busy, TimeSpan free) => _cycle = busy > TimeSpan.Zero ? new Cycle(busy.Ticks, busy.Ticks + free.Ticks) : null;

    /// <summary>Waits until the loop is free.</summary>
    public void Pass()
    {
        if (_cycle is { } cycle)
        {
            var position = time.GetElapsedTime(0).Ticks % cycle.Length;
            if (position < cycle.Busy)
            {
                rest(TimeSpan.FromTicks(cycle.Busy - position));
            }
        }
    }

    private sealed record Cycle(long Busy, long Length);
}
