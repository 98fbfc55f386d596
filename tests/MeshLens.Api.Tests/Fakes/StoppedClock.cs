namespace MeshLens.Api.Tests.Fakes;

/// <summary>It is always the same moment.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
