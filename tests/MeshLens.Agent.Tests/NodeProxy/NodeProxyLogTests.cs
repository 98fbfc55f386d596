using MeshLens.Agent.NodeProxy;
using MeshLens.Agent.Tests.Streaming;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.NodeProxy;

public sealed class NodeProxyLogTests : IDisposable
{
    private readonly LogFile _log = new();
    private readonly RecordingLogger _told = new();

    private NodeProxyLog Create(string? path = null)
    {
        var log = new NodeProxyLog([path ?? _log.Path], _told);
        log.Look();
        return log;
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Look_ConnectionsOfOnePair_AreOneRow()
    {
        using var log = Create();
        _log.Append(Line(43_000, "2ms") + Line(43_001, "4ms") + Line(43_002, "30ms", error: "connection failed"));

        var hop = Assert.Single(Read(log));

        Assert.Equal((ProxyEnd.Client, HopLeg.Tunnel, 3UL, 1UL), (hop.End, hop.Leg, hop.Ended, hop.Failed));
        Assert.Equal((36_000_000UL, 30_000_000UL, 3U), (hop.SumNs, hop.MaxNs, hop.BucketValue.Aggregate(0U, (sum, count) => sum + count)));
        Assert.Equal(BucketBoundaries.IndexOf(2_000_000), hop.BucketIndex[0]);
        Assert.Equal(1UL, hop.Flags[(uint)ResponseFlag.ConnectFailed]);
        Assert.Equal(("shop", "cart", "stock.shop.svc.cluster.local"), (hop.Source.Namespace, hop.Source.Name, hop.Service));
        Assert.Equal([10, 244, 0, 14], hop.DestinationAddress.ToByteArray());
    }

    [Fact]
    public void Look_WhatIsNoEndOfAConnection_IsNotCounted()
    {
        using var log = Create();
        _log.Append(Line(43_000, "2ms").Replace("connection complete", "connection opened", StringComparison.Ordinal)
            + "2024-04-12T10:17:44.080629Z\tinfo\txds::client\treceived 3 resources, connection is up\nnonsense connection \n");

        Assert.Empty(Read(log));
    }

    [Fact]
    public void Look_DirectoryOfPods_ReadsTheGrowingLogOfTheNodeProxyAlone()
    {
        var pods = Path.Combine(_log.Folder, "pods");
        var container = Directory.CreateDirectory(Path.Combine(pods, "istio-system_ztunnel-x2x9k_1234", "istio-proxy")).FullName;
        var other = Directory.CreateDirectory(Path.Combine(pods, "shop_cart-5d8f7c9b6d-x2x9k_99", "cart")).FullName;
        File.WriteAllText(Path.Combine(container, "0.log"), Written(Line(1, "1ms")));
        using var log = Create(pods);

        File.AppendAllText(Path.Combine(container, "0.log"), Written(Line(2, "1ms")));
        File.WriteAllText(Path.Combine(other, "0.log"), Written(Line(3, "1ms")));
        Assert.Equal(1UL, Assert.Single(Read(log)).Ended);

        // The container was restarted: its new log is read from its beginning, and what was still in the old one as well.
        File.AppendAllText(Path.Combine(container, "0.log"), Written(Line(4, "1ms")));
        File.WriteAllText(Path.Combine(container, "1.log"), Written(Line(5, "1ms")));
        Assert.Equal(2UL, Assert.Single(Read(log)).Ended);
    }

    [Fact]
    public void Look_MorePairsThanAreKeptApart_CountsTheRest()
    {
        using var log = Create();
        for (var pair = 0; pair < HopBook.MostRows + 10; pair++)
        {
            _log.Append(Line(1, "1ms", from: $"10.{pair / 65536}.{pair / 256 % 256}.{pair % 256}"));
        }

        var rows = Read(log);

        Assert.Equal((HopBook.MostRows, 10UL), (rows.Count, log.Shed));
    }

    private static List<ProxyHop> Read(NodeProxyLog log)
    {
        var batch = new Batch();
        log.Look();
        log.MoveTo(batch);
        return [.. batch.Hops];
    }

    private static string Written(string line) => "2024-07-02T13:41:03.203467123Z stdout F " + line;

    private static string Line(int port, string duration, string from = "10.244.0.16", string error = "") =>
        $"2024-04-12T10:17:44.080629Z\tinfo\taccess\tconnection complete\tsrc.addr={from}:{port} src.workload=cart-5d8f7c9b6d-x2x9k src.namespace=shop "
        + "src.identity=\"spiffe://cluster.local/ns/shop/sa/cart\" dst.addr=10.244.0.14:15008 dst.hbone_addr=10.244.0.14:8080 "
        + "dst.service=stock.shop.svc.cluster.local dst.workload=stock-6f9b55c5db-vnpzr dst.namespace=shop "
        + $"direction=\"outbound\" bytes_sent=200 bytes_recv=603 duration=\"{duration}\"{(error.Length > 0 ? $" error=\"{error}\"" : "")}\n";
}
