using Google.Protobuf;
using Google.Protobuf.Collections;
using MeshLens.Core.Histograms;
using MeshLens.Protocol.Columns;

namespace MeshLens.Protocol.Mapping;

/// <summary>Buckets that a message carries for itself, outside of columns.</summary>
internal static class BucketMapping
{
    /// <summary>Adds them, unless they do not fit together.</summary>
    public static ColumnFault Fill(
        ExponentialHistogram histogram, RepeatedField<int> indices, RepeatedField<uint> values, ulong sumNs, ulong maxNs)
    {
        if (indices.Count != values.Count)
        {
            return ColumnFault.UnequalColumns;
        }

        var index = UnsafeCollectionOperations.AsSpan(indices);
        if (index.ContainsAnyExceptInRange(BucketBoundaries.MinIndex, BucketBoundaries.MaxIndex))
        {
            return ColumnFault.BucketOutOfRange;
        }

        histogram.Add(index, UnsafeCollectionOperations.AsSpan(values), Plausible.Sum(sumNs), Plausible.Duration(maxNs));
        return ColumnFault.None;
    }
}
