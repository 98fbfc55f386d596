using Google.Protobuf;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Telemetry.Text;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.AccessLogs.Logs;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Otlp;

namespace MeshLens.Ingest.Tests.AccessLogs.Logs;

public sealed class OtlpLogsTests
{
    [Fact]
    public async Task Take_CallersRecord_ReachesItsEdgeTakenApart()
    {
        using var rig = IngestRig.Create();

        rig.Log(Records.Of(Records.Request().Record()));

        var delta = Assert.Single(await rig.FlushAsync());
        Assert.Equal("productpage-v1 -> reviews:9080", delta.Name());
        Assert.Equal(("bookinfo", "bookinfo", "Kubernetes"), (delta.Edge.SourceNamespace, delta.Edge.DestinationNamespace, delta.Edge.Cluster));
        var hop = Assert.Single(delta.Hops!);
        Assert.Equal((AccessReporter.Client, 1UL, 1UL, 1UL, 2UL), (hop.Reporter, hop.Ended, hop.Failed, hop.Retried, hop.Attempts));
        Assert.Equal(new HopFlagCount(ResponseFlag.UpstreamRequestTimeout, 1), Assert.Single(hop.Flags));
        Assert.Equal(
            [1, 20, 1, 50, 8, 1, 90, 1, 9, 3, 5],
            hop.Parts.OrderBy(static part => part.Part).Select(static part => part.Histogram.SumNs / 1_000_000));
    }

    [Fact]
    public async Task Take_ConnectionsOfManyRequests_AreCountedOnce()
    {
        using var rig = IngestRig.Create();
        var (other, unidentified) = (Records.Request(), Records.Request());
        (other[AccessAttribute.UpstreamLocal], other[AccessAttribute.ConnectionId]) = ("10.0.0.1:41001", "18");
        (unidentified[AccessAttribute.UpstreamLocal], unidentified[AccessAttribute.ConnectionId]) = ("-", "-");

        rig.Log(
            Records.Of(Records.Request().Record(), Records.Request().Record(), other.Record()),
            Records.Of(Records.Request().Record(), other.Record(), unidentified.Record()));

        var hop = Assert.Single(Assert.Single(await rig.FlushAsync()).Hops!);
        Assert.Equal(
            [(HopPart.PoolWait, 6UL), (HopPart.Connect, 2UL), (HopPart.Tls, 2UL)],
            hop.Parts.Where(static part => part.Part is HopPart.PoolWait or HopPart.Connect or HopPart.Tls).OrderBy(static part => part.Part).Select(static part => (part.Part, part.Histogram.Count)));
    }

    [Fact]
    public async Task Take_PeersAndResource_NameBothEnds()
    {
        using var rig = IngestRig.Create();
        var record = Records.Request();
        foreach (var own in new[] { AccessAttribute.OwnPod, AccessAttribute.OwnNamespace, AccessAttribute.OwnWorkload, AccessAttribute.OwnCluster })
        {
            record.Remove(own);
        }

        (record[AccessAttribute.Cluster], record[AccessAttribute.DownstreamLocal]) = ("inbound|9080||", "10.0.0.2:9080");
        (record[AccessAttribute.SourceWorkload], record[AccessAttribute.SourceNamespace]) = ("ratings-v1", "shop");

        rig.Log(Records.Of(record.Record()).From(Records.Pair("node_name", "sidecar~10.0.0.2~reviews-v1-87d54dd59-fzflt.bookinfo~bookinfo.svc.cluster.local")));

        var delta = Assert.Single(await rig.FlushAsync());
        Assert.Equal(("ratings-v1 -> reviews-v1:9080", "shop"), (delta.Name(), delta.Edge.SourceNamespace));
        Assert.Equal(AccessReporter.Server, Assert.Single(delta.Hops!).Reporter);
    }

    [Fact]
    public void Take_WhatIsNotCounted_IsCountedByReason()
    {
        using var rig = IngestRig.Create();
        var (periodic, malformed, unnamed) = (Records.Request(), Records.Request(), Records.Request());
        periodic[AccessAttribute.Type] = "DownstreamPeriodic";
        malformed[AccessAttribute.DurationMs] = "x";
        unnamed[AccessAttribute.Cluster] = "-";

        rig.Log(Records.Of(periodic.Record(), malformed.Record(), unnamed.Record(), Records.Line("hello"), Records.Request().Record()));

        Assert.Equal(
            [1L, 1L, 1L, 1L, 1L],
            [
                rig.AccessLogs.Shed(AccessLogShed.NotAnEnd), rig.AccessLogs.Shed(AccessLogShed.Malformed), rig.AccessLogs.Shed(AccessLogShed.Unnamed),
                rig.AccessLogs.Shed(AccessLogShed.NoAccessLog), rig.AccessLogs.Taken,
            ]);
    }

    [Fact]
    public async Task Take_ManyNamesAndValues_GrowNothing()
    {
        const int Many = 50_000;
        using var rig = IngestRig.Create();
        var worker = rig.CreateAccessLogWorker();
        var request = Records.Of(Records.Request().Record());
        var record = request.ResourceLogs[0].ScopeLogs[0].LogRecords[0];
        record.Attributes.Add(Records.Pair("mine", ""));
        var socket = record.Attributes.Single(static pair => pair.Key == AccessAttributes.NameOf(AccessAttribute.DownstreamRemote)).Value;
        for (var each = 0; each < Many; each++)
        {
            record.Attributes[^1].Key = $"name-{each}";
            socket.StringValue = $"10.0.0.1:{each}";
            worker.Take(request.Raw());
        }

        Assert.Equal((1, Many), (rig.Edges.Count, rig.AccessLogs.UnknownAttributes));
        Assert.Equal((ulong)Many, Assert.Single(Assert.Single(await rig.FlushAsync()).Hops!).Ended);
    }

    [Fact]
    public void Receive_MoreThanTheQueueHolds_RejectsForGoodAndCountsExactly()
    {
        using var rig = IngestRig.Create(options => options.AccessLogQueueBytes = 64 << 10);
        var logs = new OtlpLogs(rig.AccessLogQueue);
        var request = Records.Of(Enumerable.Repeat(Records.Request().Record(), 7)).ToByteArray();
        var rejected = 0L;
        for (var each = 0; each < 1000; each++)
        {
            var outcome = logs.Receive(Payload(request));
            Assert.Equal(OtlpResult.Taken, outcome.Result);
            rejected += outcome.Rejected;
        }

        Assert.InRange(rejected, 1, 7000 - 7);
        Assert.Equal((7000, rejected), (rig.AccessLogs.Received, rig.AccessLogs.Shed(AccessLogShed.QueueFull)));
    }

    [Fact]
    public void Receive_BytesThatAreNoRequest_AreRefused()
    {
        using var rig = IngestRig.Create();

        Assert.Equal(OtlpResult.Malformed, new OtlpLogs(rig.AccessLogQueue).Receive(Payload([0x0A, 0xFF, 0x01])).Result);
        Assert.Equal(OtlpOutcome.Taken, new OtlpLogs(rig.AccessLogQueue).Receive(Payload([])));
        Assert.Equal(0, rig.AccessLogs.Received);
    }

    [Fact]
    public void Read_BodiesInIstiosFormats_AreWhatTheLinesSay()
    {
        string[] lines =
        [
            .. File.ReadLines(PublicData.File("kiali", "tests", "data", "logs", "waypoint.log")),
            .. File.ReadLines(PublicData.File("prequel-cre", "rules", "cre-2025-0118", "test.log")),
        ];
        var reader = new LogRecordReader();

        var records = 0;
        foreach (var line in lines)
        {
            var problem = reader.Read(Records.Line(line).ToByteArray());
            if (AccessLogLine.Parse(line) is not { } expected)
            {
                Assert.Equal(AccessLogShed.NoAccessLog, problem);
                continue;
            }

            records++;
            Assert.Null(problem);
            var (wanted, read) = (expected.TakeApart(), reader.Record.TakeApart());
            Assert.Equal(((ReadOnlySpan<long>)wanted).ToArray(), ((ReadOnlySpan<long>)read).ToArray());
            Assert.Equal(
                (expected.Cluster, expected.Flags, expected.Status, expected.UpstreamRemote, expected.DownstreamRemote),
                (reader.Record.Cluster, reader.Record.Flags, reader.Record.Status, reader.Record.UpstreamRemote, reader.Record.DownstreamRemote));
        }

        Assert.Equal(216, records);
    }

    private static OtlpPayload Payload(byte[] bytes)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        return new(buffer, bytes.Length);
    }
}
