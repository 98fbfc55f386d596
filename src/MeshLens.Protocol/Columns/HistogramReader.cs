using Google.Protobuf;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.V1;

namespace MeshLens.Protocol.Columns;

/// <summary>Reads histogram columns row by row, in place, and finds the faults of each row before anyone uses it.</summary>
/// <remarks>
/// Sound columns are read without allocation. <see cref="TryOpen"/> checks what holds for all rows, so that reading a row
/// can never leave its columns; <see cref="MoveNext"/> then goes through every row, and <see cref="Fault"/> says whether
/// <see cref="Current"/> may be used.
/// </remarks>
public ref struct HistogramReader
{
    private const ulong LongestNs = 86_400_000_000_000;

    private readonly ReadOnlySpan<uint> _flow;
    private readonly ReadOnlySpan<uint> _signal;
    private readonly ReadOnlySpan<ulong> _sum;
    private readonly ReadOnlySpan<ulong> _max;
    private readonly ReadOnlySpan<uint> _bucketCount;
    private readonly ReadOnlySpan<int> _bucketIndex;
    private readonly ReadOnlySpan<uint> _bucketValue;
    private int _row = -1;
    private int _bucket;

    private HistogramReader(HistogramColumns columns)
    {
        _flow = UnsafeCollectionOperations.AsSpan(columns.Flow);
        _signal = UnsafeCollectionOperations.AsSpan(columns.Signal);
        _sum = UnsafeCollectionOperations.AsSpan(columns.SumNs);
        _max = UnsafeCollectionOperations.AsSpan(columns.MaxNs);
        _bucketCount = UnsafeCollectionOperations.AsSpan(columns.BucketCount);
        _bucketIndex = UnsafeCollectionOperations.AsSpan(columns.BucketIndex);
        _bucketValue = UnsafeCollectionOperations.AsSpan(columns.BucketValue);
    }

    public readonly int Rows => _flow.Length;

    public HistogramRow Current { get; private set; }

    /// <summary>What is wrong with the current row; <see cref="Current"/> is its flow alone when anything is.</summary>
    public ColumnFault Fault { get; private set; }

    /// <summary>False, with the fault, when the columns do not fit together.</summary>
    public static bool TryOpen(HistogramColumns columns, out HistogramReader reader, out ColumnFault fault)
    {
        reader = new HistogramReader(columns);
        fault = FaultOf(columns);
        return fault == ColumnFault.None;
    }

    public bool MoveNext()
    {
        if (++_row >= _flow.Length)
        {
            return false;
        }

        var buckets = (int)_bucketCount[_row];
        var index = _bucketIndex.Slice(_bucket, buckets);
        var value = _bucketValue.Slice(_bucket, buckets);
        _bucket += buckets;

        var fault = Check(index, value, out var count);
        var known = WireSignals.TryRead(_signal[_row], out Signal signal);
        Fault = !known ? ColumnFault.UnknownSignal : fault != ColumnFault.None ? fault : CheckTotals(count);
        Current = new()
        {
            Flow = _flow[_row],
            Signal = signal,
            Count = count,
            SumNs = _sum[_row],
            MaxNs = _max[_row],
            BucketIndex = index,
            BucketValue = value,
        };
        return true;
    }

    private readonly ColumnFault CheckTotals(ulong count) =>
        count == 0 ? ColumnFault.EmptyRow
        : _max[_row] > LongestNs || _sum[_row] / count > LongestNs ? ColumnFault.AbsurdValue
        : ColumnFault.None;

    private static ColumnFault Check(ReadOnlySpan<int> index, ReadOnlySpan<uint> value, out ulong count)
    {
        count = 0;
        for (var i = 0; i < index.Length; i++)
        {
            if (index[i] is < BucketBoundaries.MinIndex or > BucketBoundaries.MaxIndex)
            {
                return ColumnFault.BucketOutOfRange;
            }

            count += value[i];
        }

        return ColumnFault.None;
    }

    private static ColumnFault FaultOf(HistogramColumns columns)
    {
        var rows = columns.Flow.Count;
        if (columns.Signal.Count != rows || columns.Count.Count != rows || columns.SumNs.Count != rows
            || columns.MaxNs.Count != rows || columns.BucketCount.Count != rows
            || columns.BucketIndex.Count != columns.BucketValue.Count)
        {
            return ColumnFault.UnequalColumns;
        }

        ulong buckets = 0;
        foreach (var count in UnsafeCollectionOperations.AsSpan(columns.BucketCount))
        {
            buckets += count;
        }

        return buckets == (ulong)columns.BucketIndex.Count ? ColumnFault.None : ColumnFault.BucketOverrun;
    }
}
