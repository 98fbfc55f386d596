using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>One generation, by flow.</summary>
internal sealed class Measured
{
    public Dictionary<SampleKey, Histogram> Samples { get; } = [];

    public Dictionary<uint, Counters> Counters { get; } = [];

    public void Add(ReadOnlySpan<SampleKey> keys, ReadOnlySpan<Histogram> values)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            AssertMaximumIsInTheLastBucket(values[i]);
            Samples.Add(keys[i], values[i]);
        }
    }

    public void Add(ReadOnlySpan<uint> keys, ReadOnlySpan<Counters> values)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            Counters.Add(keys[i], values[i]);
        }
    }

    /// <summary>How many samples of a signal, all flows together.</summary>
    public long Count(Signal signal) => Of(signal).Sum(Count);

    /// <summary>The mean of a signal over all flows, in milliseconds.</summary>
    public double MeanMs(Signal signal) => Of(signal).Sum(one => (double)one.SumNs) / Count(signal) / 1e6;

    /// <summary>The median of a signal over all flows, in milliseconds: the upper end of its bucket, so up to 9 % high.</summary>
    public double MedianMs(Signal signal)
    {
        var wanted = (Count(signal) + 1) / 2;
        for (var bucket = 0; ; bucket++)
        {
            wanted -= Of(signal).Sum(one => one.Buckets[bucket]);
            if (wanted <= 0)
            {
                return PowerOfTwo.Nanoseconds(Histogram.FirstBucket + bucket + 1) / 1e6;
            }
        }
    }

    public ulong Sum(Func<Counters, ulong> counter) => Counters.Values.Aggregate(0UL, (sum, one) => sum + counter(one));

    private IEnumerable<Histogram> Of(Signal signal) => Samples.Where(sample => sample.Key.Signal == signal).Select(sample => sample.Value);

    private static void AssertMaximumIsInTheLastBucket(Histogram histogram)
    {
        var last = BucketCounts.Length - 1;
        while (histogram.Buckets[last] == 0)
        {
            last--;
        }

        var above = last == 0 ? 0 : PowerOfTwo.Nanoseconds(Histogram.FirstBucket + last) + 1;
        Assert.InRange(histogram.MaxNs, above, PowerOfTwo.Nanoseconds(Histogram.FirstBucket + last + 1));
    }

    private static long Count(Histogram histogram)
    {
        long count = 0;
        for (var bucket = 0; bucket < BucketCounts.Length; bucket++)
        {
            count += histogram.Buckets[bucket];
        }

        return count;
    }
}
