using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Tests.Agents;

public sealed class NodeRegistryTests
{
    [Fact]
    public void TryEnter_FirstAgentFellSilent_TheSecondTakesOver()
    {
        using var rig = IngestRig.Create();
        var first = rig.Connect(agentId: "a1");
        rig.Time.Advance(TimeSpan.FromSeconds(5));

        rig.Connect(agentId: "a2");

        Assert.False(first.Stream.IsOpen);
        Assert.Equal("a2", Assert.Single(rig.Nodes.All()).AgentId);
    }

    [Fact]
    public void TryEnter_SameAgentReconnects_TakesOverAtOnce()
    {
        using var rig = IngestRig.Create();
        var first = rig.Connect(agentId: "a1");

        rig.Connect(agentId: "a1");

        Assert.False(first.Stream.IsOpen);
    }

    [Fact]
    public void TryEnter_TooManyAgents_SaysWhichOption()
    {
        using var rig = IngestRig.Create(options => options.MaximumAgents = 1);
        rig.Connect("n1");

        Assert.False(rig.Registry.TryEnter(IngestServer.Hello(node: "n2").Hello, out _, out var refusal));
        Assert.Contains("Ingest:MaximumAgents", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void All_LongGoneNode_IsForgottenWhenAnotherEnters()
    {
        using var rig = IngestRig.Create();
        rig.Connect("n1").Leave();
        rig.Time.Advance(TimeSpan.FromMinutes(59));
        rig.Connect("n2");
        Assert.Equal(["n1", "n2"], rig.Nodes.All().Select(node => node.Node));

        rig.Time.Advance(TimeSpan.FromMinutes(1));
        rig.Connect("n3");

        Assert.Equal(["n2", "n3"], rig.Nodes.All().Select(node => node.Node));
    }

    [Fact]
    public void All_Cost_IsPerSecondBetweenTheLastTwoTotals()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Send(new Batch { IntervalMs = 1000, AgeMs = 40, Cost = new() { CpuSeconds = 3, BpfSeconds = 1, ResidentBytes = 5, BpfMapBytes = 6 } });
        Assert.Equal(new(0, 0, 5, 6), Assert.Single(rig.Nodes.All()).Cost);

        // The batch between them was shed.
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        agent.Send(new Batch { IntervalMs = 1000, AgeMs = 40, Cost = new() { CpuSeconds = 3.5, BpfSeconds = 1.25, ResidentBytes = 7, BpfMapBytes = 8 } });
        agent.Send(new Batch { IntervalMs = 1000, AgeMs = 50, Cost = new() { CpuSeconds = double.NaN } });

        var node = Assert.Single(rig.Nodes.All());

        Assert.Equal(new(0.25, 0.125, 7, 8), node.Cost);
        Assert.Equal(50u, node.LastAgeMs);
    }

    [Fact]
    public void All_LossesAroundTheConnections_AddUp()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var losses = new Losses
        {
            ShedListeners = 1,
            ShedPressures = 2,
            ListenersFromOutside = 3,
            ForgottenProcesses = 4,
            CutCgroupWalks = 5,
            UnnamedQueries = 6,
        };
        agent.Send(new Batch { IntervalMs = 1000, Losses = losses });
        agent.Send(new Batch { IntervalMs = 1000, Losses = losses });

        var told = Assert.Single(rig.Nodes.All()).Losses;

        Assert.Equal(
            [2UL, 4UL, 6UL, 8UL, 10UL, 12UL],
            [told.ShedListeners, told.ShedPressures, told.ListenersFromOutside, told.ForgottenProcesses, told.CutCgroupWalks, told.UnnamedQueries]);
    }

    [Fact]
    public void Leave_AfterFaults_SumsThemUp()
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        agent.Send(TestAgent.NewCounters(9, 1));
        agent.Send(TestAgent.NewCounters(9, 1));
        agent.Leave();

        Assert.Contains(rig.Log.Entries, entry => entry.Text.StartsWith("Of what node n1 sent, 2 things were not used", StringComparison.Ordinal));
        Assert.Equal(2UL, Assert.Single(rig.Nodes.All()).Losses.RefusedRows);
    }
}
