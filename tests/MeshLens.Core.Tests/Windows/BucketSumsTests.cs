using CsCheck;
using MeshLens.Core.Histograms;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class BucketSumsTests
{
    private static readonly Gen<ExponentialHistogram> Histograms =
        Gen.Select(Gen.ULong[1_000, 100_000_000_000], Gen.UInt[0, 70_000]).Array[0, 6].Select(entries =>
        {
            var histogram = new ExponentialHistogram();
            foreach (var (durationNs, count) in entries)
            {
                histogram.Add(BucketBoundaries.IndexOf(durationNs), count);
                histogram.AddTotals(count, durationNs * count, durationNs);
            }

            return histogram;
        });

    [Fact]
    public void ToHistogram_AfterAnyAdditions_EqualsMerging() => Histograms.List[0, 6].Sample(gains =>
    {
        var sums = Create();
        var merged = new ExponentialHistogram();
        foreach (var gained in gains)
        {
            sums.Add(gained);
            merged.Merge(gained);
        }

        Assert.Equal(Describe(merged), Describe(sums.ToHistogram()));
    });

    [Fact]
    public void Clear_ThenUsedAgain_HoldsOnlyTheNew() => Gen.Select(Histograms, Histograms).Sample((before, after) =>
    {
        var sums = Create();
        sums.Add(before);
        sums.Clear();
        sums.Add(after);

        Assert.Equal(Describe(after), Describe(sums.ToHistogram()));
    });

    [Fact]
    public void ToHistogram_UsedOn_IsNotTouchedByLaterAdditions()
    {
        var sums = Create();
        sums.Add(Deltas.Histogram(5, 10));
        var taken = sums.ToHistogram();
        sums.Add(Deltas.Histogram(5, 10));
        sums.Clear();

        Assert.Equal(10UL, taken.Count);
        Assert.Equal(5e6, taken.Quantile(0.5), 0.25e6);
    }

    private static BucketSums Create() => new();

    private static string Describe(ExponentialHistogram histogram) =>
        $"{histogram.Count} {histogram.SumNs} {histogram.MaxNs} {string.Join(',', histogram.Occupied)}";
}
