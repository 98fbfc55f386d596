using MeshLens.Core.Windows;

namespace MeshLens.Alerting.Hosting;

/// <summary>The time of windows and alerts, which no step of the machine's clock moves.</summary>
internal sealed class SteadyTime(WindowClock clock) : TimeProvider
{
    public override long TimestampFrequency => clock.Time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.Time.CreateTimer(callback, state, dueTime, period);
}
