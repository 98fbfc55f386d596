using MeshLens.Core.Histograms;
using MeshLens.Core.Totals;

namespace MeshLens.Exposition.Tests.Edges;

public sealed class HistogramTotalsTests
{
    [Fact]
    public void Add_BeyondWhatABucketBeganWith_KeepsCounting()
    {
        var (subject, reading) = (new HistogramTotals(), new HistogramReading());
        var index = BucketBoundaries.IndexOf(1_000_000);
        foreach (var count in new[] { 1u, ushort.MaxValue, uint.MaxValue, uint.MaxValue })
        {
            var gained = new ExponentialHistogram();
            gained.Add([index], [count], 7, 7);
            subject.Add(gained);
        }

        subject.Record(2_000_000);
        subject.CopyTo(reading);

        Assert.Equal(1UL + ushort.MaxValue + uint.MaxValue + uint.MaxValue, reading.CountUpTo(index));
        Assert.Equal(reading.CountUpTo(index) + 1, reading.Count);
        Assert.Equal(28UL + 2_000_000, reading.SumNs);
    }
}
