using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Intake;

public sealed class RoutingTests
{
    [Fact]
    public async Task Listener_OnAnyAddress_ReachesTheEdgesOfItsCallersOnOtherNodes()
    {
        using var rig = IngestRig.Create();
        var (caller, callee) = (rig.Connect("n1"), rig.Connect("n2"));
        caller.Define(TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 8080, "shop"));
        caller.Send(TestAgent.NewCounters(1, 1));
        callee.Define(TestAgent.Server(1, "10.0.2.2", 22, "10.0.9.9", "sshd"));
        callee.Send(With(Listener("0.0.0.0", 8080, drops: 7)));

        var window = Assert.Single((await rig.FlushAsync()).At("shop -> 10.0.2.2:8080", End.Server));

        var state = Assert.Single(window.Listeners!);
        Assert.Equal(("10.0.2.2:8080", 7UL, 128u, 128u), (state.Endpoint, state.Drops, state.Backlog, state.BacklogLimit));
    }

    [Fact]
    public async Task Listener_OfAPrivateAddressOnAnotherNode_IsNotMistaken()
    {
        using var rig = IngestRig.Create();
        var (here, elsewhere) = (rig.Connect("n1"), rig.Connect("n2"));
        here.Define(TestAgent.Client(1, "172.17.0.3", "172.17.0.2", 80, "shop"), TestAgent.Server(2, "172.17.0.2", 80, "172.17.0.3", "web"));
        here.Send(TestAgent.NewCounters(1, 1));
        elsewhere.Send(With(Listener("172.17.0.2", 80, drops: 7)));

        Assert.DoesNotContain((await rig.FlushAsync()).SelectMany(delta => delta.Windows), window => window.Listeners is not null);
    }

    [Fact]
    public async Task Listener_SeveralReportsOfOneSocket_AddUp()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Define(TestAgent.Server(1, "10.0.2.2", 8080, "10.0.9.9", "web"));
        agent.Send(TestAgent.NewCounters(1, 1));
        agent.Send(With(Listener("10.0.2.2", 8080, drops: 2), Listener("10.0.2.2", 8080, drops: 1, inode: 6)));
        agent.Send(With(Listener("10.0.2.2", 8080, drops: 3)));

        var window = (await rig.FlushAsync()).SelectMany(delta => delta.Windows).Single(window => window.Listeners is not null);

        Assert.Equal([(5UL, 5UL), (6UL, 1UL)], window.Listeners!.Select(listener => (listener.Inode, listener.Drops)));
    }

    [Fact]
    public async Task Pressure_OfAProcess_IsToldOncePerEdgeAtItsEnd()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Define(
            TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop", pid: 7),
            TestAgent.Client(2, "10.0.1.1", "10.0.2.2", 80, "shop", pid: 7),
            TestAgent.Server(3, "10.0.1.1", 443, "10.0.9.9", "shop", pid: 7),
            TestAgent.Client(4, "10.0.1.1", "10.0.2.2", 80, "other", pid: 8));
        var batch = TestAgent.NewBatch();
        batch.Pressures.Add(new ProcessPressure { Process = new() { Pid = 7, Name = "shop" }, RunQueueNs = 5, IntervalNs = 9, CpuPressure = 0.5 });
        agent.Send(batch);

        var deltas = await rig.FlushAsync();

        Assert.Equal(["10.0.9.9 -> shop:443", "shop -> 10.0.2.2:80"], deltas.Select(delta => delta.Name()).Order());
        Assert.All(deltas, delta => Assert.Equal((5UL, 0.5), (Assert.Single(delta.Windows).Pressure!.RunQueueNs, delta.Windows[0].Pressure!.CpuPressure)));
    }

    [Fact]
    public async Task NameServer_OfACaller_ReachesItsClientEndsAlone()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Define(
            TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop", pid: 7),
            TestAgent.Server(3, "10.0.1.1", 443, "10.0.9.9", "shop", pid: 7));
        var batch = TestAgent.NewBatch();
        batch.NameServers.Add(new NameServer
        {
            Address = WireAddress.Write(IPAddress.Parse("10.0.0.53")),
            Process = new() { Pid = 7, Name = "shop" },
            Answered = 2,
            BucketIndex = { -60 },
            BucketValue = { 2 },
            SumNs = 12,
            MaxNs = 6,
            Unanswered = 1,
        });
        agent.Send(batch);
        agent.Send(batch);

        var delta = Assert.Single(await rig.FlushAsync());

        var server = Assert.Single(Assert.Single(delta.Windows).NameServers!);
        Assert.Equal(("10.0.0.53", 4UL, 2UL), (server.Address, server.Answered.Count, server.Unanswered));
    }

    [Fact]
    public async Task Losses_OfANode_StandInEveryEdgeOfIts()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flows = new[] { TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop"), TestAgent.Client(2, "10.0.1.1", "10.0.2.3", 80, "shop") };
        agent.Define(flows);
        agent.SendTurns(flows);
        agent.Send(new() { IntervalMs = 1000, Losses = new() { KernelEvents = 3, ShedBatches = 1, ShedRows = 4 } });

        var windows = (await rig.FlushAsync()).SelectMany(delta => delta.Windows).ToList();

        Assert.Equal(2, windows.Count);
        Assert.All(windows, window => Assert.Equal((3UL, 5UL), (window.Losses.KernelEvents, window.Losses.ShedRows)));
        var status = Assert.Single(rig.Nodes.All());
        Assert.Equal((3UL, 1UL, 4UL), (status.Losses.KernelEvents, status.Losses.ShedBatches, status.Losses.ShedRows));
    }

    [Fact]
    public async Task Agent_FallsSilent_ItsEdgesAreToldOncePerWindow()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 80, "shop");
        agent.Define(flow);
        agent.SendTurns(flow);
        await rig.FlushAsync();

        rig.Time.Advance(TimeSpan.FromSeconds(4));
        rig.Registry.MarkSilent();
        Assert.Empty(await rig.FlushAsync());

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Registry.MarkSilent();
        rig.Registry.MarkSilent();
        var window = Assert.Single(Assert.Single(await rig.FlushAsync()).Windows);

        Assert.True(window.Partial);
        Assert.Empty(window.Signals);
        rig.Registry.MarkSilent();
        Assert.Empty(await rig.FlushAsync());
    }

    private static Batch With(params Listener[] listeners)
    {
        var batch = TestAgent.NewBatch();
        batch.Listeners.AddRange(listeners);
        return batch;
    }

    private static Listener Listener(string address, uint port, ulong drops, ulong inode = 5) => new()
    {
        Address = WireAddress.Write(IPAddress.Parse(address)),
        Port = port,
        NetworkNamespace = 2,
        Inode = inode,
        Drops = drops,
        Backlog = 128,
        BacklogLimit = 128,
    };
}
