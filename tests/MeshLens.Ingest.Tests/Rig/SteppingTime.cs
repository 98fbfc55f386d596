using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>Fake time whose wall clock can be set without any time passing.</summary>
internal sealed class SteppingTime(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider _inner = new(start);
    private TimeSpan _step;

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + _step;

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _inner.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => _inner.Advance(by);

    public void StepWall(TimeSpan by) => _step += by;
}
