using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Joining;

public sealed class JoinTests
{
    private const string Vip = "10.96.0.10";
    private const string Snat = "10.0.9.9";

    [Fact]
    public async Task Connection_ThroughNat_BothEndsArriveAtOneEdge()
    {
        using var rig = IngestRig.Create();
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        client.Define(call);
        server.Define(service);
        client.SendConnections(TestAgent.Connection(call, 11, 22, 40_001));
        server.SendConnections(TestAgent.Connection(service, 11, 22, 51_000));
        client.SendTurns(call);
        server.SendTurns(service);

        var deltas = await rig.FlushAsync();

        Assert.Equal(1UL, deltas.At("shop -> pay:8080", End.Client).Samples());
        Assert.Equal(1UL, deltas.At("shop -> pay:8080", End.Server).Samples());
        Assert.All(deltas.SelectMany(delta => delta.Windows).Where(window => window.Signals.Count > 0), window => Assert.Equal("10.0.2.2:8080", window.Endpoint));
        Assert.Equal(1, rig.Instruments.JoinedConnections);
    }

    [Fact]
    public async Task Connection_VipHasAName_ThatNameAndPortStand()
    {
        using var rig = IngestRig.Create();
        rig.Name($$"""{"endpoints":[{"address":"{{Vip}}","port":80,"name":"payments","kind":"service"},{"address":"10.0.2.2","name":"payments-v1"}]}""");
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        client.Define(call);
        server.Define(service);
        client.SendConnections(TestAgent.Connection(call, 11, 22));
        server.SendConnections(TestAgent.Connection(service, 11, 22));
        client.SendTurns(call);
        server.SendTurns(service);

        Assert.Equal(["shop -> payments:80"], (await rig.FlushAsync()).Select(delta => delta.Name()).Distinct());
    }

    [Fact]
    public async Task Connection_JoinedLate_MovesWhatComesAndCountsNothingTwice()
    {
        using var rig = IngestRig.Create();
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        client.Define(call);
        server.Define(service);
        client.SendTurns(call);
        server.SendTurns(service);
        var before = await rig.FlushAsync();

        client.SendTurns(call);
        client.SendConnections(TestAgent.Connection(call, 11, 22));
        rig.Time.Advance(TimeSpan.FromSeconds(30));
        server.SendConnections(TestAgent.Connection(service, 11, 22));
        client.SendTurns(call);
        server.SendTurns(service);
        var after = await rig.FlushAsync();

        Assert.Equal([$"{Snat} -> pay:8080", $"shop -> {Vip}:80"], before.Select(delta => delta.Name()).Order());
        Assert.Equal(1UL, after.At($"shop -> {Vip}:80", End.Client).Samples());
        Assert.Equal(1UL, after.At("shop -> pay:8080", End.Client).Samples());
        Assert.Equal(1UL, after.At("shop -> pay:8080", End.Server).Samples());
        Assert.Empty(after.At($"{Snat} -> pay:8080", End.Server));
        Assert.Equal(rig.Instruments.ReceivedRows, rig.Instruments.DeliveredRows);
    }

    [Fact]
    public async Task Connection_OtherEndComesTooLate_IsNotJoined()
    {
        using var rig = IngestRig.Create(options => options.ConnectionLifetime = TimeSpan.FromSeconds(20));
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        client.Define(call);
        server.Define(service);
        client.SendConnections(TestAgent.Connection(call, 11, 22));
        rig.Time.Advance(TimeSpan.FromSeconds(21));
        server.SendConnections(TestAgent.Connection(service, 11, 22));
        server.SendTurns(service);

        Assert.Equal($"{Snat} -> pay:8080", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task ServerFlow_OfSeveralCallers_IsMarkedSharedAndCountedOnce()
    {
        using var rig = IngestRig.Create();
        var (first, second, server) = (rig.Connect("n1"), rig.Connect("n2"), rig.Connect("n3"));
        var call1 = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var call2 = TestAgent.Client(1, "10.0.1.2", Vip, 80, "batch");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        first.Define(call1);
        second.Define(call2);
        server.Define(service);
        first.SendConnections(TestAgent.Connection(call1, 1, 1));
        second.SendConnections(TestAgent.Connection(call2, 2, 2));
        server.SendConnections(TestAgent.Connection(service, 1, 1), TestAgent.Connection(service, 2, 2));
        server.SendTurns(service);

        var deltas = await rig.FlushAsync();

        Assert.Equal(["batch -> pay:8080", "shop -> pay:8080"], deltas.Select(delta => delta.Name()).Order());
        Assert.All(deltas, delta => Assert.True(Assert.Single(delta.Windows).Shared));
        Assert.Equal((1, 1), (rig.Instruments.ReceivedRows, rig.Instruments.DeliveredRows));
    }

    [Fact]
    public async Task ServerFlow_SeveralProcessesOfOneCaller_IsNotShared()
    {
        using var rig = IngestRig.Create();
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call1 = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop", pid: 1);
        var call2 = TestAgent.Client(2, "10.0.1.1", Vip, 80, "shop", pid: 2);
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        client.Define(call1, call2);
        server.Define(service);
        client.SendConnections(TestAgent.Connection(call1, 1, 1), TestAgent.Connection(call2, 2, 2));
        server.SendConnections(TestAgent.Connection(service, 1, 1), TestAgent.Connection(service, 2, 2));
        server.SendTurns(service);

        var delta = Assert.Single(await rig.FlushAsync());
        Assert.False(Assert.Single(delta.Windows).Shared);
    }

    [Fact]
    public async Task ClientFlow_SeveralReplicas_IsOneEdgeWithoutEndpoint()
    {
        using var rig = IngestRig.Create();
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var replica1 = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        var replica2 = TestAgent.Server(2, "10.0.2.3", 8080, Snat, "pay");
        client.Define(call);
        server.Define(replica1, replica2);
        client.SendConnections(TestAgent.Connection(call, 1, 1), TestAgent.Connection(call, 2, 2));
        server.SendConnections(TestAgent.Connection(replica1, 1, 1), TestAgent.Connection(replica2, 2, 2));
        client.SendTurns(call);
        server.SendTurns(replica1, replica2);

        var deltas = await rig.FlushAsync();

        Assert.Equal("shop -> pay:8080", Assert.Single(deltas).Name());
        Assert.Null(Assert.Single(deltas.At("shop -> pay:8080", End.Client)).Endpoint);
        Assert.Equal(["10.0.2.2:8080", "10.0.2.3:8080"], deltas.At("shop -> pay:8080", End.Server).Select(window => window.Endpoint).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PeerFlow_OnOneNode_JoinsThroughTranslationInEitherOrder(bool clientFirst)
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var call = TestAgent.Client(5, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(6, "10.0.2.2", 8080, "10.0.1.1", "pay");
        service.PeerFlow = 5;
        agent.Define(clientFirst ? [call, service] : [service, call]);
        agent.SendTurns(call, service);

        var delta = Assert.Single(await rig.FlushAsync());

        Assert.Equal("shop -> pay:8080", delta.Name());
        Assert.Equal([End.Client, End.Server], delta.Windows.Select(window => window.End).Order());
    }

    [Fact]
    public async Task PeerProcess_OnOneNode_JoinsWhereTheAddressesMeet()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var call = TestAgent.Client(5, "127.0.0.1", "127.0.0.1", 80, "shop", pid: 77);
        var service = TestAgent.Server(6, "127.0.0.1", 80, "127.0.0.1", "pay");
        (service.PeerPid, service.PeerNetworkNamespace) = (77, 1);
        agent.Define(call, service);
        agent.SendTurns(call, service);

        Assert.Equal("shop -> pay:80", Assert.Single(await rig.FlushAsync()).Name());
    }

    [Fact]
    public async Task PeerFlow_IsOver_StillNamesTheOtherEnd()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var call = TestAgent.Client(5, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(6, "10.0.2.2", 8080, "10.0.1.1", "pay");
        service.PeerFlow = 5;
        agent.Define(call, service);
        agent.SendTurns(call, service);
        agent.Send(new() { RetiredFlows = { 6 } });
        agent.SendTurns(call);

        Assert.Equal(2UL, (await rig.FlushAsync()).At("shop -> pay:8080", End.Client).Samples());
    }

    [Fact]
    public async Task PeerFlow_IsFollowedByOneOfAnotherName_TheOldOneNoLongerCounts()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var call = TestAgent.Client(5, "10.0.1.1", Vip, 80, "shop");
        var before = TestAgent.Server(6, "10.0.2.2", 8080, "10.0.1.1", "pay");
        var after = TestAgent.Server(7, "10.0.2.3", 8080, "10.0.1.1", "pay2");
        (before.PeerFlow, after.PeerFlow) = (5, 5);
        agent.Define(call, before);
        agent.SendTurns(call);
        agent.Send(new() { RetiredFlows = { 6 } });
        agent.Define(after);
        agent.SendTurns(call);

        Assert.Equal(["shop -> pay2:8080", "shop -> pay:8080"], (await rig.FlushAsync()).Select(delta => delta.Name()).Order());
    }

    [Fact]
    public async Task Agent_Restarts_TheSameFlowsArriveAtTheSameEdge()
    {
        using var rig = IngestRig.Create();
        var before = rig.Connect(agentId: "a1");
        var flow = TestAgent.Client(5, "10.0.1.1", Vip, 80, "shop");
        before.Define(flow);
        before.SendTurns(flow);
        before.Leave();

        var after = rig.Connect(agentId: "a2");
        var same = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        after.Define(same);
        after.SendTurns(same);

        var deltas = await rig.FlushAsync();
        Assert.Equal(2UL, deltas.At($"shop -> {Vip}:80", End.Client).Samples());
        Assert.Equal(1, rig.Edges.Count);
        Assert.All(deltas.SelectMany(delta => delta.Windows), window => Assert.True(window.Partial));
    }

    [Fact]
    public async Task Exemplar_SeenFromBothEnds_IsPaired()
    {
        using var rig = IngestRig.Create();
        var (client, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var call = TestAgent.Client(1, "10.0.1.1", Vip, 80, "shop");
        var service = TestAgent.Server(1, "10.0.2.2", 8080, Snat, "pay");
        call.Cgroup = 4711;
        client.Define(call);
        server.Define(service);
        var worstOfClient = TestAgent.Connection(call, 11, 22, 40_001, Protocol.V1.ConnectionKind.Worst);
        worstOfClient.TurnNs = 90;
        var worstOfServer = TestAgent.Connection(service, 11, 22, 51_000, Protocol.V1.ConnectionKind.Worst);
        worstOfServer.ServiceNs = 70;
        worstOfServer.LifetimeNs = 500;
        client.SendConnections(worstOfClient);
        server.SendConnections(worstOfServer);

        var exemplars = (await rig.FlushAsync()).SelectMany(delta => delta.Windows).SelectMany(window => window.Exemplars ?? []).ToList();

        var paired = Assert.Single(exemplars, exemplar => exemplar is { TurnNs: 90, ServiceNs: 70 });
        Assert.Equal((End.Client, "10.0.1.1:40001", $"{Vip}:80", FailureReason.None), (paired.End, paired.Local, paired.Remote, paired.Failure));
        Assert.Equal((500UL, 4711UL, 1UL), (paired.LifetimeNs, paired.Cgroup, paired.NetworkNamespace));
    }
}
