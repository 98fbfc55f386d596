using MeshLens.Agent.Kernel;
using MeshLens.Core.Histograms;
using MeshLens.Protocol.V1;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Aggregation;

/// <summary>Appends histograms of the kernel to the columns of a batch, without allocating once the columns have grown.</summary>
internal static class HistogramRows
{
    public static void Append(this HistogramColumns columns, uint flow, Signal signal, in Histogram histogram)
    {
        ReadOnlySpan<uint> buckets = histogram.Buckets;
        var before = columns.BucketIndex.Count;
        ulong count = 0;
        for (var slot = buckets.IndexOfAnyExcept(0u); slot >= 0; slot = NextOccupied(buckets, slot + 1))
        {
            count += buckets[slot];
            AddBucket(columns, before, ReportedIndex(slot), buckets[slot]);
        }

        if (count > 0)
        {
            AddRow(columns, flow, signal, count, histogram.SumNs, histogram.MaxNs, before);
        }
    }

    /// <summary>Appends <paramref name="count"/> values of which only sum and largest are known: all in the bucket of their mean.</summary>
    public static void Append(this HistogramColumns columns, uint flow, Signal signal, ulong count, ulong sumNs, ulong maxNs)
    {
        var before = columns.BucketIndex.Count;
        columns.BucketIndex.Add(BucketBoundaries.IndexOf(sumNs / count));
        columns.BucketValue.Add((uint)Math.Min(count, uint.MaxValue));
        AddRow(columns, flow, signal, count, sumNs, maxNs, before);
    }

    // The kernel's histogram reaches further on both sides than what is reported: its outermost buckets are folded.
    private static int ReportedIndex(int slot) =>
        Math.Clamp(slot + Histogram.FirstBucket, BucketBoundaries.MinIndex, BucketBoundaries.MaxIndex);

    private static int NextOccupied(ReadOnlySpan<uint> buckets, int from)
    {
        var offset = buckets[from..].IndexOfAnyExcept(0u);
        return offset < 0 ? -1 : from + offset;
    }

    private static void AddBucket(HistogramColumns columns, int rowStart, int index, uint value)
    {
        var last = columns.BucketIndex.Count - 1;
        if (last >= rowStart && columns.BucketIndex[last] == index)
        {
            columns.BucketValue[last] += value;
            return;
        }

        columns.BucketIndex.Add(index);
        columns.BucketValue.Add(value);
    }

    private static void AddRow(HistogramColumns columns, uint flow, Signal signal, ulong count, ulong sumNs, ulong maxNs, int before)
    {
        columns.Flow.Add(flow);
        columns.Signal.Add((uint)signal);
        columns.Count.Add((uint)Math.Min(count, uint.MaxValue));
        columns.SumNs.Add(sumNs);
        columns.MaxNs.Add(maxNs);
        columns.BucketCount.Add((uint)(columns.BucketIndex.Count - before));
    }
}
