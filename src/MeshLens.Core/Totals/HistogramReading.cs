using MeshLens.Core.Histograms;

namespace MeshLens.Core.Totals;

/// <summary>What a reader of <see cref="HistogramTotals"/> has copied: storage that is used again for the next one.</summary>
/// <remarks>The lowest bucket of <see cref="BucketBoundaries"/> reaches down to zero, so it is apart: it is no bucket of an exponential histogram.</remarks>
public sealed class HistogramReading
{
    private readonly ulong[] _buckets = new ulong[BucketBoundaries.BucketCount];

    public ulong Count { get; private set; }

    public ulong SumNs { get; private set; }

    /// <summary>Durations of at most <see cref="ZeroThresholdSeconds"/>.</summary>
    public ulong ZeroCount { get; private set; }

    /// <summary>Index of the first of <see cref="Buckets"/>, as OTLP counts; meaningless when there is none.</summary>
    public int FirstIndex { get; private set; }

    /// <summary>Dense, without empty ones at either end. The last bucket of all holds what is longer, too.</summary>
    public ReadOnlySpan<ulong> Buckets => _buckets.AsSpan(Start, Length);

    /// <summary>2^(-159/8) s, about 1.04 µs: the upper bound of the lowest bucket.</summary>
    public static double ZeroThresholdSeconds { get; } = Math.Pow(2, (BucketBoundaries.MinIndex + 1) / 8.0);

    private int Start { get; set; }

    private int Length { get; set; }

    /// <summary>Durations of at most the upper bound of a bucket: exact.</summary>
    public ulong CountUpTo(int index)
    {
        var count = ZeroCount;
        var buckets = Buckets;
        for (var slot = 0; slot < buckets.Length && FirstIndex + slot <= index; slot++)
        {
            count += buckets[slot];
        }

        return count;
    }

    internal void Set(int first, ReadOnlySpan<ulong> buckets, ulong count, ulong sumNs)
    {
        (Count, SumNs, ZeroCount) = (count, sumNs, 0);
        if (buckets.Length > 0 && first == BucketBoundaries.MinIndex)
        {
            ZeroCount = buckets[0];
            first++;
            buckets = buckets[1..];
        }

        buckets.CopyTo(_buckets);
        var lowest = buckets.IndexOfAnyExcept(0UL);
        (Start, Length) = lowest < 0 ? (0, 0) : (lowest, buckets.LastIndexOfAnyExcept(0UL) + 1 - lowest);
        FirstIndex = first + Start;
    }
}
