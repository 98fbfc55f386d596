using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Histograms;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Tests.Classification.Statistics;

/// <summary>Durations of two kinds: requests that connect first (20 ms) and those that do not (0.1 ms), usually one in four.</summary>
public sealed class ChangeTestTests
{
    [Fact]
    public void Of_AllSamplesOfTheUpperKind_IsAChange() => Assert.Equal(Strength.Strong, Test(quick: 0, connecting: 150).Strength);

    [Theory]
    [InlineData(112, 38)]
    [InlineData(100, 50)]
    [InlineData(150, 0)]
    public void Of_AboutAsManyOfTheUpperKindAsEver_IsNone(int quick, int connecting) => Assert.Equal(Strength.None, Test(quick, connecting).Strength);

    [Theory]
    [InlineData(70, true)]
    [InlineData(46, false)]
    public void Of_AMedianThatLeftItsOwn_NeedsNoMeanFarFromAWindowWithAPause(double nowMs, bool isChange)
    {
        var now = new ExponentialHistogram();
        Record(now, (ulong)(nowMs * 1e6), 200);

        Assert.Equal(isChange ? Strength.Strong : Strength.None, ChangeTest.Of(now, Paused(), floorNs: 1e6).Strength);
    }

    // One of twenty windows had a mean of 138 ms.
    private static SignalBaseline Paused() => new()
    {
        Windows = 20,
        SamplesPerWindow = 200,
        MeanNs = 52e6,
        MeanSpreadNs = 20e6,
        P50Ns = 44e6,
        P50SpreadNs = 2e6,
        P90Ns = 55e6,
        P90SpreadNs = 2e6,
        P99Ns = 180e6,
        P99SpreadNs = 270e6,
        LargestMeanNs = 138e6,
        MaxNs = 1000e6,
    };

    private static Change Test(int quick, int connecting)
    {
        var now = new ExponentialHistogram();
        Record(now, 100_000, quick);
        Record(now, 20_000_000, connecting);
        var usual = new SignalBaseline
        {
            Windows = 30,
            SamplesPerWindow = 150,
            MeanNs = 5.1e6,
            MeanSpreadNs = 0.7e6,
            P50Ns = 0.1e6,
            P50SpreadNs = 0.01e6,
            P90Ns = 20.9e6,
            P90SpreadNs = 0.3e6,
            P99Ns = 20.9e6,
            P99SpreadNs = 0.3e6,
            LargestMeanNs = 6.5e6,
            MaxNs = 30e6,
        };
        return ChangeTest.Of(now, usual, floorNs: 1e6);
    }

    private static void Record(ExponentialHistogram histogram, ulong ns, int count)
    {
        for (var sample = 0; sample < count; sample++)
        {
            histogram.Record(ns);
        }
    }
}
