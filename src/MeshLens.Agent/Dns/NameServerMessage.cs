using MeshLens.Agent.Aggregation;
using MeshLens.Protocol.V1;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Dns;

/// <summary>A sample in the words of the wire.</summary>
internal static class NameServerMessage
{
    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    public static NameServer Create(in NameServerSample sample, Process process)
    {
        var (key, counts) = sample;
        var message = new NameServer
        {
            Address = KernelAddress.ToWire(key.Server, Family(key.Server)),
            Process = process,
            NetworkNamespace = key.Netns,
            Unanswered = counts.Unanswered + counts.Unreachable,
        };
        AddLatency(message, counts);
        AddFailures(message, counts.Rcodes);
        return message;
    }

    private static byte Family(ReadOnlySpan<byte> address) => address.StartsWith(MappedPrefix) ? (byte)4 : (byte)6;

    private static void AddLatency(NameServer message, in NameServerCounts counts)
    {
        var columns = new HistogramColumns();
        columns.Append(flow: 0, Signal.Dns, counts.Latency);
        if (columns.Count.Count > 0)
        {
            message.Answered = columns.Count[0];
            message.SumNs = columns.SumNs[0];
            message.MaxNs = columns.MaxNs[0];
            message.BucketIndex.AddRange(columns.BucketIndex);
            message.BucketValue.AddRange(columns.BucketValue);
        }
    }

    private static void AddFailures(NameServer message, ReadOnlySpan<uint> rcodes)
    {
        for (var rcode = 1; rcode < rcodes.Length; rcode++)
        {
            if (rcodes[rcode] > 0)
            {
                message.Failures.Add((uint)rcode, rcodes[rcode]);
            }
        }
    }
}
