using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Grains.Connections;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Connections;

public sealed class ConnectionIndexTests
{
    private static readonly IPEndPoint Client = IPEndPoint.Parse("10.0.1.1:40000");
    private static readonly IPEndPoint BehindNat = IPEndPoint.Parse("10.0.9.9:51000");

    [Fact]
    public void Find_ByEitherEndsAddresses_IsTheSameConnectionWithBothViews()
    {
        using var rig = IngestRig.Create();
        Report(rig);

        var asked = Find(rig, Client, "10.96.0.10:80");
        var served = Find(rig, BehindNat, "10.0.2.2:8080");
        var byId = rig.Connections.Find(11, 22);

        Assert.NotNull(asked);
        Assert.Equal(asked, served);
        Assert.Equal(asked, byId);
        Assert.Equal(("pay", End.Client, End.Server), (asked.Edge!.Value.DestinationName, asked.Client!.End, asked.Server!.End));
    }

    [Fact]
    public void Find_MappedAddress_IsFound()
    {
        using var rig = IngestRig.Create();
        Report(rig);

        Assert.NotNull(Find(rig, new(Client.Address.MapToIPv6(), Client.Port), "10.96.0.10:80"));
    }

    [Fact]
    public void Find_AfterItsLifetime_IsForgotten()
    {
        using var rig = IngestRig.Create(options => options.ConnectionLifetime = TimeSpan.FromSeconds(60));
        Report(rig);
        rig.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(rig.Connections.Find(11, 22));
        Assert.Null(Find(rig, Client, "10.96.0.10:80"));
    }

    [Fact]
    public void Add_BeyondCapacity_TheOldestGivesWayAndIsCounted()
    {
        using var rig = IngestRig.Create(options => options.ConnectionCapacity = 16);
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        agent.SendConnections([.. Enumerable.Range(1, 20).Select(i => TestAgent.Connection(flow, (uint)i, 7, (uint)(40_000 + i)))]);

        Assert.Equal(4, rig.Instruments.EvictedConnections);
        Assert.Null(rig.Connections.Find(4, 7));
        Assert.NotNull(rig.Connections.Find(5, 7));
    }

    [Fact]
    public void Add_PortUsedAgain_TheNewestIsFoundAlsoAfterTheOldOneIsForgotten()
    {
        using var rig = IngestRig.Create(options => options.ConnectionLifetime = TimeSpan.FromSeconds(60));
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        agent.SendConnections(TestAgent.Connection(flow, 1, 1));
        rig.Time.Advance(TimeSpan.FromSeconds(50));
        agent.SendConnections(TestAgent.Connection(flow, 2, 2));
        rig.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(2u, Find(rig, Client, "10.0.2.2:80")!.Client!.ClientSequence);
    }

    [Fact]
    public void Find_APortThatWasUsedAgain_GoesByTheTime()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        var now = rig.Time.GetUtcNow();
        agent.SendConnections(Lived(flow, 1, openedBefore: 50, lived: 10), Lived(flow, 2, openedBefore: 30, lived: 10), Lived(flow, 3, openedBefore: 5));

        // Told once more, though its port is another one's by now.
        agent.SendConnections(Lived(flow, 1, openedBefore: 50, lived: 10));

        Assert.Equal([1u, 1u, 2u, 2u, 3u, 3u], [At(-55, -45), At(-45), At(-31), At(-21), At(-4), At(0)]);
        Assert.Equal((null, null, null), (At(-60), At(-35), At(-10)));
        Assert.Equal(3u, Find(rig, Client, "10.0.2.2:80")!.Client!.ClientSequence);

        uint? At(int from, int? until = null) => Find(rig, Client, "10.0.2.2:80", now.AddSeconds(from), now.AddSeconds(until ?? from))?.Client!.ClientSequence;
    }

    [Fact]
    public void Find_AConnectionWhoseOpeningWasNotSeen_IsTakenForAnOpenOne()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        agent.SendConnections(TestAgent.Connection(flow, 1, 1));

        Assert.NotNull(Find(rig, Client, "10.0.2.2:80", rig.Time.GetUtcNow().AddHours(-1)));
    }

    [Fact]
    public void Find_AfterAllOfAPortAreForgotten_FindsNone()
    {
        using var rig = IngestRig.Create(options => options.ConnectionLifetime = TimeSpan.FromSeconds(60));
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        agent.SendConnections([.. Enumerable.Range(1, 9).Select(id => Lived(flow, (uint)id, openedBefore: (uint)(50 - (5 * id)), lived: 1))]);
        Assert.NotNull(Find(rig, Client, "10.0.2.2:80"));

        rig.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(Find(rig, Client, "10.0.2.2:80"));
    }

    [Fact]
    public void Add_FailedHandshakes_AreFoundByAddressAndNeverJoined()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow, TestAgent.Server(2, "10.0.3.3", 80, "10.0.9.9", "other"));
        agent.SendConnections(
            TestAgent.Connection(flow, 0, 0, kind: ConnectionKind.Failed),
            TestAgent.Connection(TestAgent.Server(2, "10.0.3.3", 80, "10.0.9.9"), 0, 0, kind: ConnectionKind.Failed));

        Assert.NotNull(Find(rig, Client, "10.0.2.2:80"));
        Assert.Equal(0, rig.Instruments.JoinedConnections);
    }

    private static TracedConnection? Find(IngestRig rig, IPEndPoint client, string server, DateTimeOffset? from = null, DateTimeOffset? until = null) => rig.Connections.Find(
        ConnectionEnds.Of(client, IPEndPoint.Parse(server)), from ?? DateTimeOffset.MinValue, until ?? from ?? DateTimeOffset.MaxValue);

    private static Connection Lived(Flow flow, uint id, uint openedBefore, ulong lived = 0)
    {
        var connection = TestAgent.Connection(flow, id, id);
        (connection.AgeMs, connection.HandshakeNs, connection.LifetimeNs) = (openedBefore * 1000, 1_000_000, lived * 1_000_000_000);
        return connection;
    }

    private static void Report(IngestRig rig)
    {
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", "10.96.0.10", 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, "10.0.9.9", "pay");
        client.Define(call);
        server.Define(service);
        client.SendConnections(TestAgent.Connection(call, 11, 22));
        server.SendConnections(TestAgent.Connection(service, 11, 22, 51_000));
        client.SendTurns(call);
    }
}
