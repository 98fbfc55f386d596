using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Intake;

/// <summary>What ambient node proxies logged, from the batch of an agent to the delta of an edge.</summary>
public sealed class HopIntakeTests : IDisposable
{
    private const string Stock = "shop/stock.shop.svc.cluster.local";

    private readonly IngestRig _rig = IngestRig.Create();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Hop_OfATunnel_ReachesTheEdgeThatItsAddressesName()
    {
        Name(node: "elsewhere");

        var delta = Assert.Single(await SendAsync(Hop()));

        Assert.Equal("c~shop~cart~shop~stock~80", delta.Edge.ToString());
        var hop = Assert.Single(delta.Hops!);
        Assert.Equal((AccessReporter.Client, 7UL, 2UL, 0UL), (hop.Reporter, hop.Ended, hop.Failed, hop.SameNode));
        Assert.Equal([new HopLegCount(Leg.ProxyToProxy, 7)], hop.Legs);
        Assert.Equal([new HopFlagCount(ResponseFlag.ConnectFailed, 2)], hop.Flags);
        Assert.Equal((HopPart.Lifetime, 7UL), (hop.Parts.Single().Part, hop.Parts.Single().Histogram.Count));
        Assert.Equal((7L, 7L), (_rig.AccessLogs.Received, _rig.AccessLogs.Taken));
    }

    [Fact]
    public async Task Hops_OfBothEnds_ArriveAtOneEdge()
    {
        Name(node: "n1");
        var inbound = Hop();
        (inbound.End, inbound.Leg) = (ProxyEnd.Server, HopLeg.Application);

        var delta = Assert.Single(await SendAsync(Hop(), inbound, Hop()));

        Assert.Equal([(AccessReporter.Client, 14UL), (AccessReporter.Server, 7UL)], delta.Hops!.Select(hop => (hop.Reporter, hop.Ended)));
    }

    [Fact]
    public async Task Hop_ThatTellsNoPort_FindsTheOneThatItsTunnelCarries()
    {
        Name(node: "elsewhere");
        var hop = Hop();
        hop.DestinationPort = 0;

        Assert.Equal(80, Assert.Single(await SendAsync(hop)).Edge.Port);
    }

    [Fact]
    public async Task Hop_OfAddressesThatNobodyKnows_IsNamedByTheLog()
    {
        var delta = Assert.Single(await SendAsync(Hop()));

        Assert.Equal("c~shop~cart~shop~stock~8080", delta.Edge.ToString());
    }

    [Theory]
    [InlineData("n1", true)]
    [InlineData("elsewhere", false)]
    public async Task Hop_WithoutATunnel_IsWithinTheNodeWhereTheDestinationIsThere(string node, bool within)
    {
        Name(node);
        var hop = Hop();
        hop.Leg = HopLeg.Direct;

        var read = Assert.Single(Assert.Single(await SendAsync(hop)).Hops!);

        Assert.Equal(within ? (7UL, Leg.ProxyToApp) : (0UL, Leg.Direct), (read.SameNode, read.Legs.Single().Leg));
    }

    [Fact]
    public async Task Hop_ThatIsNone_IsCountedAndHarmsNoOther()
    {
        Name(node: "elsewhere");
        var (unequal, nobody, nowhere, nothing) = (Hop(), Hop(), Hop(), Hop());
        unequal.BucketValue.Add(1);
        (nobody.SourceAddress, nobody.Source) = (WireAddress.Write(IPAddress.Parse("10.9.9.9")), null);
        nowhere.DestinationAddress = Google.Protobuf.ByteString.Empty;
        nothing.Ended = 0;

        var delta = Assert.Single(await SendAsync(unequal, nobody, nowhere, nothing, Hop()));

        Assert.Equal(7UL, Assert.Single(delta.Hops!).Ended);
        Assert.Equal((28L, 7L), (_rig.AccessLogs.Received, _rig.AccessLogs.Taken));
        Assert.Equal((7L, 14L), (_rig.AccessLogs.Shed(AccessLogShed.Malformed), _rig.AccessLogs.Shed(AccessLogShed.Unnamed)));
    }

    private async Task<List<Core.Windows.EdgeDelta>> SendAsync(params ProxyHop[] hops)
    {
        var batch = TestAgent.NewBatch();
        batch.Hops.AddRange(hops);
        _rig.Connect().Send(batch);
        return await _rig.FlushAsync();
    }

    private void Name(string node)
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Istiod, "istiod");
        feed.IsLive = true;
        feed.Put(new MeshService { Id = Stock, Cluster = "c", Ports = Sequence<ServicePort>.Of([new(80, 8080)]) }, IngestRig.Start);
        feed.Put(
            Pod("stock", "10.244.0.14") with
            {
                Node = node,
                Tunnel = MeshTunnel.Hbone,
                Services = Sequence<ServiceMembership>.Of([new(Stock, Sequence<ServicePort>.Of([new(80, 8080)]))]),
            },
            IngestRig.Start);
        feed.Put(Pod("cart", "10.244.0.16"), IngestRig.Start);
    }

    private static MeshWorkload Pod(string name, string address) => new()
    {
        Uid = name,
        Namespace = "shop",
        Name = name,
        Cluster = "c",
        Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse(address))]),
    };

    private static ProxyHop Hop() => new()
    {
        End = ProxyEnd.Client,
        Leg = HopLeg.Tunnel,
        SourceAddress = WireAddress.Write(IPAddress.Parse("10.244.0.16")),
        DestinationAddress = WireAddress.Write(IPAddress.Parse("10.244.0.14")),
        DestinationPort = 8080,
        Source = new() { Namespace = "shop", Name = "cart", Pod = "cart-5d8f7c9b6d-x2x9k" },
        Destination = new() { Namespace = "shop", Name = "stock" },
        Service = "stock.shop.svc.cluster.local",
        Ended = 7,
        Failed = 2,
        Flags = { [(uint)ResponseFlag.ConnectFailed] = 2 },
        SumNs = 70_000_000,
        MaxNs = 20_000_000,
        BucketIndex = { -50 },
        BucketValue = { 7 },
    };
}
