using MeshLens.Agent.Streaming;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class BackoffTests
{
    private static Backoff Create(double random) => new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), () => random);

    [Fact]
    public void Next_AgainAndAgain_DoublesUpToTheLimit()
    {
        var backoff = Create(random: 1);

        Assert.Equal([100, 200, 400, 800, 1000, 1000], Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalMilliseconds));
    }

    [Fact]
    public void Next_WithTheSmallestJitter_IsHalf() => Assert.Equal(50, Create(random: 0).Next().TotalMilliseconds);

    [Fact]
    public void Next_AfterReset_BeginsAgain()
    {
        var backoff = Create(random: 1);
        _ = (backoff.Next(), backoff.Next());

        backoff.Reset();

        Assert.Equal(100, backoff.Next().TotalMilliseconds);
    }
}
