namespace Functional.Tests.Rig;

/// <summary>A machine whose wall clock is set by hand while time goes on.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _stepTicks;

    public void Step(TimeSpan step) => Interlocked.Add(ref _stepTicks, step.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _stepTicks));
}
