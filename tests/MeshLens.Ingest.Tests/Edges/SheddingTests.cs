using MeshLens.Core.Signals;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;
using Counter = MeshLens.Core.Signals.Counter;

namespace MeshLens.Ingest.Tests.Edges;

public sealed class SheddingTests
{
    [Fact]
    public async Task Edges_BeyondTheLimit_AreShedExactly()
    {
        using var rig = IngestRig.Create(options => options.MaximumEdges = 3);
        var agent = Create(rig, edges: 10);
        SendRound(agent, 10);
        SendRound(agent, 10);

        var deltas = await rig.FlushAsync();

        Assert.Equal(6UL, deltas.SelectMany(delta => delta.Windows).Total(Counter.Turns));
        Assert.Equal((20, 14, 6), (rig.Instruments.ReceivedRows, rig.Instruments.Shed(ShedReason.EdgeLimit), rig.Instruments.DeliveredRows));
    }

    [Fact]
    public async Task PendingWindows_BeyondTheLimit_AreShedExactlyAndTheEdgeIsTold()
    {
        using var rig = IngestRig.Create(options => options.MaximumPendingWindows = 4);
        var agent = Create(rig, edges: 10);
        SendRound(agent, 10);
        SendRound(agent, 10);
        Assert.Equal(12, rig.Instruments.Shed(ShedReason.PendingLimit));

        var first = await rig.FlushAsync();
        Assert.Equal(8UL, first.SelectMany(delta => delta.Windows).Total(Counter.Turns));

        foreach (var id in Enumerable.Range(5, 4))
        {
            agent.Send(TestAgent.NewCounters((uint)id, 1));
        }

        var second = await rig.FlushAsync();
        Assert.All(second, delta => Assert.Equal(2UL, Assert.Single(delta.Windows).Losses.ShedRows));
        Assert.Equal(rig.Instruments.ReceivedRows, rig.Instruments.ShedRows + rig.Instruments.DeliveredRows);
    }

    [Fact]
    public async Task Pressure_WithoutRoomForItsWindow_IsCountedAndTheEdgeIsTold()
    {
        using var rig = IngestRig.Create(options => options.MaximumPendingWindows = 1);
        var agent = Create(rig, edges: 2);
        SendRound(agent, 1);
        SendPressure(agent);
        Assert.Equal(1, rig.Instruments.Omitted(Omission.PendingLimit));
        await rig.FlushAsync();

        agent.Send(TestAgent.NewCounters(2, 1));

        Assert.Equal(1UL, Assert.Single(Assert.Single(await rig.FlushAsync()).Windows).Losses.ShedRows);
        Assert.Equal(0, rig.Instruments.ShedRows);
    }

    [Fact]
    public async Task Flow_OfMoreCallersThanAreToldApart_CountsThoseLeftOut()
    {
        using var rig = IngestRig.Create();
        var (callers, server) = (rig.Connect("n1"), rig.Connect("n2"));
        var service = TestAgent.Server(1, "10.0.2.2", 80, "10.0.9.9", "pay");
        server.Define(service);
        foreach (var id in Enumerable.Range(1, 70).Select(static number => (uint)number))
        {
            var call = TestAgent.Client(id, $"10.0.1.{id}", "10.96.0.10", 80, $"shop{id}", pid: id);
            callers.Define(call);
            callers.SendConnections(TestAgent.Connection(call, id, id));
            server.SendConnections(TestAgent.Connection(service, id, id));
        }

        server.SendTurns(service);

        Assert.Equal(8, (await rig.FlushAsync()).Count);
        Assert.Equal(70 - 64, rig.Instruments.Omitted(Omission.PeerLimit));
        Assert.Equal(64 - 8, rig.Instruments.Omitted(Omission.SharedEdgeLimit));
    }

    [Fact]
    public void Node_ThatNamesTooMany_CountsWhatIsForgotten()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Send(new()
        {
            IntervalMs = 1000,
            Pressures = { Enumerable.Range(1, 65_537).Select(static pid => new ProcessPressure { Process = new() { Pid = (uint)pid, Name = "p" } }) },
        });

        Assert.Equal(65_536, rig.Instruments.Omitted(Omission.NodeLimit));
    }

    [Fact]
    public async Task Edge_ThatFails_LosesThatDeltaAndTheNextSaysSo()
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig, edges: 2);
        rig.Sink.OnSend = delta => delta.Destination.Name == "10.0.2.1" ? throw new InvalidOperationException("no") : Task.CompletedTask;
        SendRound(agent, 2);
        Assert.Single(await rig.FlushAsync());

        rig.Sink.OnSend = _ => Task.CompletedTask;
        SendRound(agent, 2);
        var deltas = await rig.FlushAsync();

        Assert.Equal([1UL, 0UL], deltas.OrderBy(delta => delta.Destination.Name).Select(delta => delta.Windows[0].Losses.ShedRows));
        Assert.Equal((4, 1, 3), (rig.Instruments.ReceivedRows, rig.Instruments.Shed(ShedReason.EdgeFailed), rig.Instruments.DeliveredRows));
    }

    [Fact]
    public async Task Edge_ThatIsSlow_GathersIntoOneDeltaMeanwhile()
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig, edges: 1);
        var gate = new TaskCompletionSource();
        rig.Sink.OnSend = _ => gate.Task;
        SendRound(agent, 1);
        var first = rig.Flusher.FlushAsync();
        for (var i = 0; i < 100; i++)
        {
            SendRound(agent, 1);
            await rig.Flusher.FlushAsync();
        }

        Assert.Empty(rig.Sink.Deltas);
        gate.SetResult();
        await first;
        Assert.Single(rig.Sink.Deltas);

        var rest = await rig.FlushAsync();
        Assert.Equal(100UL, rest[^1].Windows.Total(Counter.Turns));
        Assert.Equal(101, rig.Instruments.DeliveredRows);
    }

    [Fact]
    public async Task Edge_WithoutFlowsForLong_IsForgotten()
    {
        using var rig = IngestRig.Create(options => options.EdgeIdle = TimeSpan.FromSeconds(60));
        var agent = Create(rig, edges: 2);
        SendRound(agent, 2);
        agent.Send(new() { RetiredFlows = { 1 } });
        await rig.FlushAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(59));
        rig.Edges.Sweep();
        Assert.Equal(2, rig.Edges.Count);

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        rig.Edges.Sweep();

        Assert.Equal(1, rig.Edges.Count);
    }

    [Fact]
    public async Task Streams_InParallel_LoseNothing()
    {
        using var rig = IngestRig.Create();
        var agents = Enumerable.Range(0, 4).Select(i => Create(rig, edges: 8, node: $"n{i}")).ToArray();
        using var stop = new CancellationTokenSource();
        var flushing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await rig.Flusher.FlushAsync();
            }
        }, TestContext.Current.CancellationToken);

        await Task.WhenAll(agents.Select(agent => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                SendRound(agent, 8);
            }
        }, TestContext.Current.CancellationToken)));
        await stop.CancelAsync();
        await flushing;

        Assert.Equal(6_400UL, (await rig.FlushAsync()).SelectMany(delta => delta.Windows).Total(Counter.Turns));
        Assert.Equal(6_400, rig.Instruments.DeliveredRows);
    }

    private static TestAgent Create(IngestRig rig, int edges, string node = "n1")
    {
        var agent = rig.Connect(node);
        agent.Define([.. Enumerable.Range(1, edges).Select(i => TestAgent.Client((uint)i, "10.0.1.1", $"10.0.2.{i}", 80, "shop"))]);
        return agent;
    }

    private static void SendPressure(TestAgent agent) => agent.Send(new()
    {
        IntervalMs = 1000,
        Pressures = { new ProcessPressure { Process = new() { Pid = 100, Name = "shop" }, IntervalNs = 1, CpuNs = 1 } },
    });

    private static void SendRound(TestAgent agent, int edges)
    {
        for (var id = 1; id <= edges; id++)
        {
            agent.Send(TestAgent.NewCounters((uint)id, 1));
        }
    }
}
