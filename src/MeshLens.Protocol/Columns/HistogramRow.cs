using MeshLens.Core.Signals;

namespace MeshLens.Protocol.Columns;

/// <summary>One row of histogram columns: what one signal of one flow gained.</summary>
public readonly ref struct HistogramRow
{
    public required uint Flow { get; init; }

    public required Signal Signal { get; init; }

    /// <summary>How many samples the buckets hold; what the row claims may differ when the kernel was read while it wrote.</summary>
    public required ulong Count { get; init; }

    public required ulong SumNs { get; init; }

    public required ulong MaxNs { get; init; }

    public required ReadOnlySpan<int> BucketIndex { get; init; }

    public required ReadOnlySpan<uint> BucketValue { get; init; }
}
