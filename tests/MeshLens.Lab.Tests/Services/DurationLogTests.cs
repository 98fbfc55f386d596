using MeshLens.Lab.Services;

namespace MeshLens.Lab.Tests.Services;

public sealed class DurationLogTests
{
    [Fact]
    public void Drain_OfNothing_IsEmpty() => Assert.Equal(DurationSummary.Empty, new DurationLog().Drain());

    [Fact]
    public void Drain_OfAHundred_GivesRanks()
    {
        var log = new DurationLog();
        foreach (var milliseconds in Enumerable.Range(1, 100).Reverse())
        {
            log.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        Assert.Equal(new DurationSummary(100, 50.5, 51, 91, 100, 100), log.Drain());
        Assert.Equal(0, log.Drain().Count);
    }

    [Fact]
    public void Add_BeyondWhatIsKept_IsStillCounted()
    {
        var log = new DurationLog();
        for (var i = 0; i < 5000; i++)
        {
            log.Add(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(5000, log.Drain().Count);
    }
}
