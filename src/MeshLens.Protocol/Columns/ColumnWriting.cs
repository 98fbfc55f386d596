using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Columns;

/// <summary>Writes the columns that <see cref="HistogramReader"/> and <see cref="CounterReader"/> read.</summary>
public static class ColumnWriting
{
    /// <summary>Appends a row; an empty histogram appends nothing. A count beyond 32 bits saturates.</summary>
    public static void Append(this HistogramColumns columns, uint flow, Signal signal, ExponentialHistogram gained)
    {
        if (gained.IsEmpty)
        {
            return;
        }

        var before = columns.BucketIndex.Count;
        foreach (var bucket in gained.Occupied)
        {
            columns.BucketIndex.Add(bucket.Index);
            columns.BucketValue.Add(bucket.Count);
        }

        columns.Flow.Add(flow);
        columns.Signal.Add((uint)signal);
        columns.Count.Add((uint)Math.Min(gained.Count, uint.MaxValue));
        columns.SumNs.Add(gained.SumNs);
        columns.MaxNs.Add(gained.MaxNs);
        columns.BucketCount.Add((uint)(columns.BucketIndex.Count - before));
    }

    /// <summary>Appends a row; zero appends nothing.</summary>
    public static void Append(this CounterColumns columns, uint flow, Counter counter, ulong gained)
    {
        if (gained == 0)
        {
            return;
        }

        columns.Flow.Add(flow);
        columns.Counter.Add((uint)counter);
        columns.Value.Add(gained);
    }
}
