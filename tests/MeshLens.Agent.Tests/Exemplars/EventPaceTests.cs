using MeshLens.Agent.Exemplars;

namespace MeshLens.Agent.Tests.Exemplars;

public sealed class EventPaceTests
{
    private const int Limit = 100;

    private static EventPace Create(TimeSpan minimum = default) => new(joinsPerSecond: 2000, minimum);

    [Fact]
    public void Adapt_WhileTurnsAreWithheld_DoublesWhatCountsAsSlow()
    {
        var pace = Create();
        var before = pace.SlowTurnNs;

        pace.Adapt(endsPerSecond: 0, turnsTold: Limit, turnsWithheld: 1, Limit);

        Assert.Equal(before * 2, pace.SlowTurnNs);
    }

    [Fact]
    public void Adapt_InQuietTimes_LowersItToAMillisecondAndNoFurther()
    {
        var pace = Create();
        for (var i = 0; i < 100; i++)
        {
            pace.Adapt(0, 0, 0, Limit);
        }

        Assert.Equal(1_000_000UL, pace.SlowTurnNs);
    }

    [Fact]
    public void Adapt_WithAMinimumLatency_NeverGoesBelowIt()
    {
        var pace = Create(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 100; i++)
        {
            pace.Adapt(0, 0, 0, Limit);
        }

        Assert.Equal(50_000_000UL, pace.SlowTurnNs);
        Assert.Equal(100_000_000UL, pace.SlowHandshakeNs);
    }

    [Fact]
    public void Adapt_ToManyConnections_ThinsTheSampleAndBackAgain()
    {
        var pace = Create();

        pace.Adapt(20_000, 0, 0, Limit);
        Assert.Equal(15U, pace.JoinMask);
        pace.Adapt(100, 0, 0, Limit);
        Assert.Equal(0U, pace.JoinMask);
    }
}
