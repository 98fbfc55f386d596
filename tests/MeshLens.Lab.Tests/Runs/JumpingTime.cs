namespace MeshLens.Lab.Tests.Runs;

/// <summary>Time that jumps to the end of each wait, so that minutes of polling take no time.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _now;

    public TimeSpan Now => TimeSpan.FromTicks(_now);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            _now += dueTime.Ticks;
        }

        ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        return new Elapsed();
    }

    private sealed class Elapsed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
