using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Histograms;

/// <summary>
/// Durations by <see cref="BucketBoundaries"/>. Merging is addition, so it may happen in any order and any number of
/// times; a quantile is never further than 4.4 % from the true one, a mean is exact.
/// </summary>
/// <remarks>
/// Counts are kept in the smallest dense window that covers them, as most windows touch 5 to 30 buckets. Counts saturate
/// instead of wrapping. Not safe for concurrent writers.
/// </remarks>
[GenerateSerializer, Alias("meshlens.histogram")]
public sealed partial class ExponentialHistogram
{
    private const int Slack = 4;

    private int firstIndex;
    private uint[] buckets = [];
    private ulong count;
    private ulong sumNs;
    private ulong maxNs;

    /// <summary>Index of the first entry of <see cref="Buckets"/>.</summary>
    [Id(0)]
    public int FirstIndex { get => firstIndex; set => firstIndex = value; }

    /// <summary>The dense window of counts, for serialisers; use <see cref="Occupied"/> to read.</summary>
    [Id(1)]
    public uint[] Buckets { get => buckets; set => buckets = value; }

    [Id(2)]
    public ulong Count { get => count; set => count = value; }

    [Id(3)]
    public ulong SumNs { get => sumNs; set => sumNs = value; }

    [Id(4)]
    public ulong MaxNs { get => maxNs; set => maxNs = value; }

    [JsonIgnore]
    public bool IsEmpty => count == 0;

    /// <summary>Adds one duration.</summary>
    public void Record(ulong durationNs)
    {
        AddToBucket(BucketBoundaries.IndexOf(durationNs), 1);
        AddTotals(1, durationNs, durationNs);
    }

    /// <summary>
    /// Adds to one bucket without touching count, sum and maximum; follow with <see cref="AddTotals"/>. An index out of
    /// range is clamped.
    /// </summary>
    public void Add(int index, uint added) =>
        AddToBucket(Math.Clamp(index, BucketBoundaries.MinIndex, BucketBoundaries.MaxIndex), added);

    /// <summary>Adds a row of buckets with its sum and maximum; its count is what the buckets hold.</summary>
    /// <param name="indices">In any order; out of range is clamped.</param>
    /// <param name="added">As many as <paramref name="indices"/>.</param>
    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<uint> added, ulong addedSumNs, ulong addedMaxNs)
    {
        if (indices.IsEmpty)
        {
            return;
        }

        int low = BucketBoundaries.MaxIndex, high = BucketBoundaries.MinIndex;
        foreach (var index in indices)
        {
            low = Math.Min(low, index);
            high = Math.Max(high, index);
        }

        Cover(Math.Max(low, BucketBoundaries.MinIndex), Math.Min(high, BucketBoundaries.MaxIndex));
        ulong total = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            Add(indices[i], added[i]);
            total += added[i];
        }

        AddTotals(total, addedSumNs, addedMaxNs);
    }

    /// <summary>Adds the count, sum and maximum that belong to buckets given to <see cref="Add"/>.</summary>
    public void AddTotals(ulong addedCount, ulong addedSumNs, ulong addedMaxNs)
    {
        count = Saturate(count, addedCount);
        sumNs = Saturate(sumNs, addedSumNs);
        maxNs = Math.Max(maxNs, addedMaxNs);
    }

    public void Merge(ExponentialHistogram other)
    {
        if (other.buckets.Length > 0)
        {
            Cover(other.firstIndex, other.firstIndex + other.buckets.Length - 1);
        }

        for (var slot = 0; slot < other.buckets.Length; slot++)
        {
            ref var bucket = ref buckets[other.firstIndex + slot - firstIndex];
            bucket = Saturate(bucket, other.buckets[slot]);
        }

        AddTotals(other.count, other.sumNs, other.maxNs);
    }

    /// <summary>Empties the histogram and keeps its storage.</summary>
    public void Clear()
    {
        Array.Clear(buckets);
        count = sumNs = maxNs = 0;
    }

    public ExponentialHistogram Copy() => new()
    {
        firstIndex = firstIndex,
        buckets = [.. buckets],
        count = count,
        sumNs = sumNs,
        maxNs = maxNs,
    };

    private void AddToBucket(int index, uint added)
    {
        Cover(index, index);
        ref var bucket = ref buckets[index - firstIndex];
        bucket = Saturate(bucket, added);
    }

    private void Cover(int low, int high)
    {
        if (buckets.Length == 0)
        {
            firstIndex = low;
            buckets = new uint[high - low + 1];
            return;
        }

        var last = firstIndex + buckets.Length - 1;
        if (low >= firstIndex && high <= last)
        {
            return;
        }

        var newFirst = low < firstIndex ? Math.Max(BucketBoundaries.MinIndex, low - Slack) : firstIndex;
        var newLast = high > last ? Math.Min(BucketBoundaries.MaxIndex, high + Slack) : last;
        var grown = new uint[newLast - newFirst + 1];
        buckets.CopyTo(grown, firstIndex - newFirst);
        (firstIndex, buckets) = (newFirst, grown);
    }

    private static uint Saturate(uint left, uint right) => left > uint.MaxValue - right ? uint.MaxValue : left + right;

    private static ulong Saturate(ulong left, ulong right) => left > ulong.MaxValue - right ? ulong.MaxValue : left + right;
}
