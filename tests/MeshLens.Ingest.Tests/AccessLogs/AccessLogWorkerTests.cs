using Envoy.Data.Accesslog.V3;
using Envoy.Service.Accesslog.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.AccessLogs;

public sealed class AccessLogWorkerTests
{
    [Fact]
    public async Task Take_CallersEntry_ReachesItsEdgeTakenApart()
    {
        using var rig = IngestRig.Create();

        rig.Log(Entries.Message(Entries.Request()).From(Entries.Productpage));

        var delta = Assert.Single(await rig.FlushAsync());
        Assert.Equal("productpage-v1 -> reviews:9080", delta.Name());
        Assert.Equal(("bookinfo", "bookinfo"), (delta.Edge.SourceNamespace, delta.Edge.DestinationNamespace));
        var hop = Assert.Single(delta.Hops!);
        Assert.Equal((AccessReporter.Client, 1UL, 1UL, 1UL, 2UL), (hop.Reporter, hop.Ended, hop.Failed, hop.Retried, hop.Attempts));
        Assert.Equal(new HopFlagCount(ResponseFlag.UpstreamRequestTimeout, 1), Assert.Single(hop.Flags));
        Assert.Equal(
            [1, 20, 1, 50, 8, 1, 90, 1],
            hop.Parts.OrderBy(part => part.Part).Select(part => part.Histogram.SumNs / 1_000_000));
    }

    [Fact]
    public async Task Take_PeerMetadata_NamesTheCallerBeforeItsAddress()
    {
        using var rig = IngestRig.Create();
        rig.Name("""{"endpoints":[{"address":"10.0.0.7","name":"by-address","namespace":"x"},{"address":"10.0.0.2","port":9080,"name":"reviews","namespace":"bookinfo","kind":"service"}]}""");
        var entry = Inbound();
        entry.CommonProperties.FilterStateObjects["downstream_peer"] = Entries.Peer("bookinfo", "productpage-v1");

        rig.Log(Entries.Message(entry, Inbound()).From(new() { Node = new() { Id = "sidecar~10.0.0.2~reviews-v1-87d54dd59-fzflt.bookinfo~bookinfo.svc.cluster.local" } }));

        var deltas = await rig.FlushAsync();
        Assert.Equal(["by-address -> reviews:9080", "productpage-v1 -> reviews:9080"], deltas.Select(delta => delta.Name()).Order(StringComparer.Ordinal));
        Assert.All(deltas, delta => Assert.Equal(AccessReporter.Server, Assert.Single(delta.Hops!).Reporter));
    }

    [Fact]
    public async Task Take_ManyPathsAndPorts_GrowNothing()
    {
        const int Many = 100_000;
        using var rig = IngestRig.Create();
        var worker = rig.CreateAccessLogWorker();
        var first = Entries.Message().From(Entries.Productpage).Raw();
        var entry = Entries.Request();
        for (var each = 0; each < Many; each++)
        {
            entry.Request.Path = $"/items/{each}";
            entry.Request.RequestId = $"{each}";
            entry.CommonProperties.DownstreamRemoteAddress.SocketAddress.PortValue = (uint)(each % 60_000);
            worker.Take(Entries.Message(entry).Raw(first.Sender));
        }

        Assert.Equal(1, rig.Edges.Count);
        Assert.Equal((ulong)Many, Assert.Single(Assert.Single(await rig.FlushAsync()).Hops!).Ended);
    }

    [Fact]
    public void Take_WhatIsNotCounted_IsCountedByReason()
    {
        using var rig = IngestRig.Create();
        var (periodic, negative, unnamed) = (Entries.Request(), Entries.Request(), Entries.Request());
        periodic.CommonProperties.AccessLogType = AccessLogType.DownstreamPeriodic;
        negative.CommonProperties.Duration = new() { Seconds = -5 };
        unnamed.CommonProperties.UpstreamCluster = "";

        rig.Log(Entries.Message(periodic, negative, unnamed, Entries.Request()).From(Entries.Productpage));

        Assert.Equal(
            (1, 1, 1, 1L),
            (rig.AccessLogs.Shed(AccessLogShed.NotAnEnd), rig.AccessLogs.Shed(AccessLogShed.Malformed), rig.AccessLogs.Shed(AccessLogShed.Unnamed), rig.AccessLogs.Taken));
    }

    [Fact]
    public async Task Take_OldProxy_IsTakenWithWhatItTells()
    {
        using var rig = IngestRig.Create();
        var entry = Entries.Request();
        var common = entry.CommonProperties;

        // Before 1.24 there was no duration and no count of attempts, before 1.26 no type.
        (common.Duration, common.UpstreamRequestAttemptCount, common.AccessLogType) = (null, 0, AccessLogType.NotSet);
        entry.Response.ResponseCodeDetails = "";

        rig.Log(Entries.Message(entry).From(Entries.Productpage));

        var hop = Assert.Single(Assert.Single(await rig.FlushAsync()).Hops!);
        Assert.Equal((1UL, 0UL, 0UL), (hop.Ended, hop.Retried, hop.Attempts));
        Assert.Equal(81_000_000UL, hop.Parts.Single(static part => part.Part == HopPart.Total).Histogram.SumNs);
        Assert.Equal(new HopFlagCount(ResponseFlag.UpstreamRequestTimeout, 1), Assert.Single(hop.Flags));
    }

    [Fact]
    public async Task Take_NewerProxy_IsTakenAndNoted()
    {
        using var rig = IngestRig.Create();
        var entry = Entries.Request();
        entry.CommonProperties.StartTime = (IngestRig.Start + TimeSpan.FromDays(400)).ToTimestamp();

        // Field 77 of the flags, and field 999 of the common properties.
        entry.CommonProperties.ResponseFlags = Envoy.Data.Accesslog.V3.ResponseFlags.Parser.ParseFrom([0xE8, 0x04, 0x01]);
        entry.CommonProperties = AccessLogCommon.Parser.ParseFrom([.. Google.Protobuf.MessageExtensions.ToByteArray(entry.CommonProperties), 0xBA, 0x3E, 0x01, 0x41]);

        rig.Log(Entries.Message(entry).From(Entries.Productpage));

        var hop = Assert.Single(Assert.Single(await rig.FlushAsync()).Hops!);
        Assert.Equal(MeshLens.Core.Windows.WindowGrid.IndexOf(IngestRig.Start), hop.Window);
        Assert.Equal(new HopFlagCount(ResponseFlag.Other, 1), Assert.Single(hop.Flags));
        Assert.Equal((1, 1), (rig.AccessLogs.UnknownFlags, rig.AccessLogs.Future));
    }

    [Fact]
    public void Queue_MoreThanItHolds_ShedsAndCountsExactly()
    {
        using var rig = IngestRig.Create(options => options.AccessLogQueueBytes = 64 << 10);
        var message = Entries.Message([.. Enumerable.Range(0, 7).Select(_ => Entries.Request())]);
        for (var each = 0; each < 1000; each++)
        {
            rig.AccessLogQueue.Offer(message.Raw());
        }

        var waiting = 0;
        while (rig.AccessLogQueue.Reader.TryRead(out var queued))
        {
            waiting += queued.Entries;
        }

        Assert.True(rig.AccessLogQueue.Bytes <= 64 << 10);
        Assert.Equal((7000, 7000 - waiting), (rig.AccessLogs.Received, rig.AccessLogs.Shed(AccessLogShed.QueueFull)));
        Assert.True(waiting > 0);
    }

    private static HTTPAccessLogEntry Inbound()
    {
        var entry = Entries.Request();
        entry.CommonProperties.UpstreamCluster = "inbound|9080||";
        entry.CommonProperties.DownstreamRemoteAddress = Entries.Address("10.0.0.7", 40_000);
        entry.CommonProperties.DownstreamLocalAddress = Entries.Address("10.0.0.2", 9080);
        return entry;
    }
}
