using Google.Protobuf;
using MeshLens.Core.Histograms;
using MeshLens.Core.Windows;
using MeshLens.Protocol.Columns;

namespace MeshLens.Protocol.Mapping;

/// <summary>DNS as one process saw one name server, as an edge keeps it.</summary>
public static class NameServerMapping
{
    private const uint NameError = 3;

    /// <summary>False, with the fault, when its buckets do not fit together.</summary>
    public static bool TryRead(V1.NameServer server, string address, out NameServerDelta read, out ColumnFault fault)
    {
        var answered = new ExponentialHistogram();
        fault = Fill(answered, server);
        read = new()
        {
            Address = address,
            Answered = answered,
            Unanswered = server.Unanswered,
            ServerFailures = Sum(server, code => code != NameError),
            NameErrors = Sum(server, code => code == NameError),
        };
        return fault == ColumnFault.None;
    }

    private static ColumnFault Fill(ExponentialHistogram answered, V1.NameServer server)
    {
        if (server.BucketIndex.Count != server.BucketValue.Count)
        {
            return ColumnFault.UnequalColumns;
        }

        var index = UnsafeCollectionOperations.AsSpan(server.BucketIndex);
        var value = UnsafeCollectionOperations.AsSpan(server.BucketValue);
        if (index.ContainsAnyExceptInRange(BucketBoundaries.MinIndex, BucketBoundaries.MaxIndex))
        {
            return ColumnFault.BucketOutOfRange;
        }

        answered.Add(index, value, Plausible.Sum(server.SumNs), Plausible.Duration(server.MaxNs));
        return ColumnFault.None;
    }

    private static ulong Sum(V1.NameServer server, Func<uint, bool> isOf) =>
        server.Failures.Where(failure => isOf(failure.Key)).Aggregate(0UL, (sum, failure) => sum + failure.Value);
}
