using System.Net;
using MeshLens.Agent.Dns;
using MeshLens.Core.Histograms;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Dns;

public sealed class NameServerMessageTests
{
    private static NameServerSample Create(string server, Func<NameServerCounts, NameServerCounts> counted)
    {
        var key = new NameServerKey { Netns = 99, Tgid = 7 };
        IPAddress.Parse(server).MapToIPv6().TryWriteBytes(key.Server, out _);
        return new NameServerSample(key, counted(default));
    }

    private static NameServerCounts Latencies(NameServerCounts counts, params ulong[] durationsNs)
    {
        foreach (var duration in durationsNs)
        {
            counts.Latency.Buckets[BucketBoundaries.IndexOf(duration) - MeshLens.Agent.Kernel.Histogram.FirstBucket]++;
            counts.Latency.SumNs += duration;
            counts.Latency.MaxNs = Math.Max(counts.Latency.MaxNs, duration);
            counts.Rcodes[0]++;
        }

        return counts;
    }

    [Theory]
    [InlineData("10.96.0.10", 4)]
    [InlineData("fd00::a", 16)]
    public void Create_Server_HasTheAddressOfItsFamily(string server, int bytes)
    {
        var message = NameServerMessage.Create(Create(server, counts => counts), new Process { Pid = 7 });

        Assert.Equal(IPAddress.Parse(server), new IPAddress(message.Address.Span));
        Assert.Equal((bytes, 99ul, 7u), (message.Address.Length, message.NetworkNamespace, message.Process.Pid));
    }

    [Fact]
    public void Create_Answers_ReadBackAsTheSameHistogram()
    {
        var message = NameServerMessage.Create(Create("10.0.0.1", counts => Latencies(counts, 5_000_000, 5_000_000, 20_000_000)), new Process());

        Assert.True(NameServerMapping.TryRead(message, "10.0.0.1", out var read, out _));
        Assert.Equal((3u, 30_000_000ul, 20_000_000ul), (message.Answered, message.SumNs, message.MaxNs));
        Assert.Equal([2u, 1u], message.BucketValue);
        Assert.Equal(3, (long)read.Answered.Count);
    }

    [Fact]
    public void Create_Failures_AreToldByCodeWithoutNoError()
    {
        var message = NameServerMessage.Create(
            Create("10.0.0.1", counts =>
            {
                counts.Rcodes[0] = 9;
                counts.Rcodes[2] = 4;
                counts.Rcodes[3] = 5;
                return counts with { Unanswered = 2, Unreachable = 1 };
            }),
            new Process());

        Assert.Equal(new Dictionary<uint, uint> { [2] = 4, [3] = 5 }, message.Failures);
        Assert.Equal(3u, message.Unanswered);
        Assert.Empty(message.BucketIndex);
    }
}
