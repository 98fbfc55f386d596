using MeshLens.Core.Retrying;

namespace MeshLens.Core.Tests.Retrying;

public sealed class BackoffTests
{
    [Fact]
    public void Next_WithoutJitter_DoublesUpToTheLongest()
    {
        var backoff = Create(random: 1);

        Assert.Equal([100, 200, 400, 800, 1000, 1000], Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalMilliseconds));
    }

    [Fact]
    public void Next_WithJitter_StaysInTheUpperHalf()
    {
        Assert.Equal(50, Create(random: 0).Next().TotalMilliseconds);
        Assert.Equal(75, Create(random: 0.5).Next().TotalMilliseconds);
    }

    [Fact]
    public void Next_AfterAReset_BeginsAnew()
    {
        var backoff = Create(random: 1);
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.Equal(100, backoff.Next().TotalMilliseconds);
    }

    private static Backoff Create(double random) => new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), () => random);
}
