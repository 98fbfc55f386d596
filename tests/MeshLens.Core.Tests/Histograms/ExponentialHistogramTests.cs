using CsCheck;
using MeshLens.Core.Histograms;

namespace MeshLens.Core.Tests.Histograms;

public sealed class ExponentialHistogramTests
{
    private static readonly Gen<ulong> Duration =
        Gen.Double[3.05, 11.0].Select(exponent => (ulong)Math.Pow(10, exponent));

    private static readonly Gen<ulong[]> Durations = Duration.Array[0, 200];

    private static ExponentialHistogram Create(params IEnumerable<ulong> durations)
    {
        var histogram = new ExponentialHistogram();
        foreach (var duration in durations)
        {
            histogram.Record(duration);
        }

        return histogram;
    }

    private static ExponentialHistogram Merged(params ExponentialHistogram[] parts)
    {
        var all = new ExponentialHistogram();
        foreach (var part in parts)
        {
            all.Merge(part);
        }

        return all;
    }

    private static void AssertSame(ExponentialHistogram expected, ExponentialHistogram actual)
    {
        Assert.Equal(expected.Occupied, actual.Occupied);
        Assert.Equal((expected.Count, expected.SumNs, expected.MaxNs), (actual.Count, actual.SumNs, actual.MaxNs));
    }

    [Fact]
    public void Merge_InEitherOrder_IsTheSame() =>
        Gen.Select(Durations, Durations).Sample((left, right) =>
            AssertSame(Merged(Create(left), Create(right)), Merged(Create(right), Create(left))));

    [Fact]
    public void Merge_InAnyGrouping_IsTheSame() =>
        Gen.Select(Durations, Durations, Durations).Sample((a, b, c) =>
            AssertSame(
                Merged(Merged(Create(a), Create(b)), Create(c)),
                Merged(Create(a), Merged(Create(b), Create(c)))));

    [Fact]
    public void Merge_OfParts_EqualsRecordingTheWhole() =>
        Gen.Select(Durations, Durations).Sample((left, right) =>
            AssertSame(Create([.. left, .. right]), Merged(Create(left), Create(right))));

    [Fact]
    public void Quantile_AgainstSortedDurations_IsWithinFivePercent() =>
        Gen.Select(Duration.Array[1, 300], Gen.Double[0, 1]).Sample((durations, q) =>
        {
            var sorted = durations.Order().ToArray();
            var exact = sorted[Math.Max(0, (int)Math.Ceiling(q * sorted.Length) - 1)];
            Assert.InRange(Create(durations).Quantile(q) / exact, 0.95, 1.05);
        });

    [Fact]
    public void Mean_OfRecordedDurations_IsExact() =>
        Duration.Array[1, 100].Sample(durations =>
            Assert.Equal(durations.Average(d => (double)d), Create(durations).MeanNs, durations.Max() * 1e-9));

    [Fact]
    public void CountAbove_OneBucketBelow_CountsWholeBucketsOnly() =>
        Gen.Select(Durations, Duration).Sample((durations, limit) =>
        {
            var bucket = BucketBoundaries.IndexOf(limit);
            var expected = durations.Count(d => BucketBoundaries.IndexOf(d) > bucket);
            Assert.Equal((ulong)expected, Create(durations).CountAbove(limit));
        });

    [Fact]
    public void AddWithTotals_ForWhatWasRecorded_RebuildsTheHistogram() =>
        Durations.Sample(durations =>
        {
            var original = Create(durations);
            var rebuilt = new ExponentialHistogram();
            foreach (var bucket in original.Occupied)
            {
                rebuilt.Add(bucket.Index, bucket.Count);
            }

            rebuilt.AddTotals(original.Count, original.SumNs, original.MaxNs);
            AssertSame(original, rebuilt);
        });

    [Fact]
    public void Add_OutsideTheRange_GoesToTheNearestBucket()
    {
        var histogram = new ExponentialHistogram();
        histogram.Add(-100_000, 2);
        histogram.Add(100_000, 3);
        Assert.Equal(
            [new(BucketBoundaries.MinIndex, 2), new HistogramBucket(BucketBoundaries.MaxIndex, 3)],
            histogram.Occupied);
    }

    [Fact]
    public void Add_BeyondWhatABucketHolds_Saturates()
    {
        var histogram = new ExponentialHistogram();
        histogram.Add(0, uint.MaxValue);
        histogram.Add(0, 1);
        Assert.Equal([new HistogramBucket(0, uint.MaxValue)], histogram.Occupied);
    }

    [Fact]
    public void Clear_AfterUse_LeavesNothing()
    {
        var histogram = Create(1_000_000, 2_000_000);
        histogram.Clear();
        Assert.True(histogram.IsEmpty);
        AssertSame(new ExponentialHistogram(), histogram);
        Assert.Equal(0, histogram.Quantile(0.5));
    }

    [Fact]
    public void Copy_WhenTheOriginalGoesOn_Stays()
    {
        var original = Create(1_000_000);
        var copy = original.Copy();
        original.Record(2_000_000);
        AssertSame(Create(1_000_000), copy);
    }

    [Fact]
    public void Storage_OfATypicalWindow_StaysSmall()
    {
        var histogram = Create(Enumerable.Range(0, 500).Select(i => (ulong)(2_000_000 + (i * 4_000))));
        Assert.InRange(histogram.Buckets.Length, 1, 32);
    }
}
