using System.Net;
using MeshLens.Core.Histograms;
using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Probes;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Probes;
using MeshLens.Ingest.Tests.Rig;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Tests.Probes;

/// <summary>From what agents offer to whom each probes, and from what probes met to the matrix.</summary>
public sealed class ProbeMeshTests : IDisposable
{
    private readonly IngestRig _rig = IngestRig.Create();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Plan_ThreeAgents_TellsEachItselfAndTheOthersByTheBestProtocol()
    {
        var (one, other) = (Create("n1", port: 9473), Create("n2", port: 0));
        Create("n3", port: 9473, hasPeers: true);

        Plan();

        var plan = Next(one)!.Plan;
        Assert.Equal(
            [("n1", 9473U, ProbeProtocol.Tcp), ("n2", 0U, ProbeProtocol.Icmp), ("n3", 9473U, ProbeProtocol.Tcp)],
            plan.Peers.Select(static peer => (peer.Node, peer.Port, peer.Protocol)).Order());
        Assert.Equal("n2", Next(other)!.Plan.Peers[0].Node);
    }

    [Fact]
    public void Plan_NothingChanged_IsNotToldAgain()
    {
        var one = Create("n1");
        Plan();
        Assert.NotNull(Next(one));

        Plan();

        Assert.Null(Next(one));
        Create("n2");
        Plan();
        Assert.Equal(2, Next(one)!.Plan.Peers.Count);
    }

    [Fact]
    public void Plan_ThatFails_IsSaidOnceAndTriedAgain()
    {
        var one = Create("n1");
        var options = new FailingOptions { Fails = true };
        using var planner = new ProbePlanner(_rig.Service<ProbeNodes>(), options, _rig.Time, _rig.Service<ILogger<ProbePlanner>>());

        planner.TryPlan();
        planner.TryPlan();

        Assert.Null(Next(one));
        Assert.Single(_rig.Log.Entries, static entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("Agents could not be told whom to probe", StringComparison.Ordinal));
        options.Fails = false;
        planner.TryPlan();
        Assert.Equal("n1", Assert.Single(Next(one)!.Plan.Peers).Node);
    }

    [Theory]
    [InlineData("c")]
    [InlineData("")]
    public void Plan_NodeThatKubernetesKnows_IsProbedByIcmpWithoutAnAgent(string cluster)
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Kubernetes, "k");
        feed.IsLive = true;
        feed.Put(new MeshNode { Name = "bare", Cluster = cluster, Zone = "z9", Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse("10.0.0.99"))]) }, IngestRig.Start);
        var one = Create("n1");

        Plan();

        var peer = Next(one)!.Plan.Peers.Single(static peer => peer.Node == "bare");
        Assert.Equal((ProbeProtocol.Icmp, "10.0.0.99"), (peer.Protocol, new IPAddress(peer.Address.Span).ToString()));
    }

    [Fact]
    public void Plan_NodeThatIstiodKnowsByWhatRunsOnIt_IsProbedByIcmpWithoutAnAgent()
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Istiod, "istiod");
        feed.IsLive = true;
        feed.Put(Workload("istio-cni-node-abcde", "10.0.0.98", isHostNetwork: true), IngestRig.Start);
        feed.Put(Workload("cart", "10.1.0.7", isHostNetwork: false), IngestRig.Start);
        var one = Create("n1");

        Plan();

        var peer = Next(one)!.Plan.Peers.Single(static peer => peer.Node == "bare");
        Assert.Equal((ProbeProtocol.Icmp, "10.0.0.98"), (peer.Protocol, new IPAddress(peer.Address.Span).ToString()));
        Assert.Equal("z9", Matrix().Nodes.Single(static node => node.Name == "bare").Zone);
    }

    [Fact]
    public void Notes_NodeThatGivesNobodyAnAnswer_IsNamed()
    {
        var (one, other) = (Create("n1"), Create("n2"));
        one.Send(Unanswered("n3"));
        other.Send(Unanswered("n3"));
        other.Send(Report("n1", 0.2));

        Assert.Contains(Notes(), static note => note.StartsWith("Nobody reaches node n3: none of the 2 nodes that probe it got an answer", StringComparison.Ordinal));
        Assert.DoesNotContain(Notes(), static note => note.StartsWith("Nobody reaches node n1", StringComparison.Ordinal));
    }

    [Fact]
    public void Notes_NodesThatCannotBeProbed_SayWhatToDo()
    {
        var feed = _rig.Mesh.AddFeed(MeshSource.Kubernetes, "k");
        feed.IsLive = true;
        feed.Put(new MeshNode { Name = "far", Cluster = "other", Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse("10.9.0.1"))]) }, IngestRig.Start);
        Create("n1");
        Create("n2", address: "127.0.0.1");

        Assert.Contains(Notes(), static note => note.StartsWith("Nobody else can probe node n2, which is reached at 127.0.0.1: give its agent --probe-listen", StringComparison.Ordinal));
        Assert.Contains(Notes(), static note => note.StartsWith("No agent of cluster 'other' takes part", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_LoopbackResponderOfAnotherMachine_IsNobodysPeer()
    {
        var one = Create("n1");
        Create("n2", address: "127.0.0.1");

        Plan();

        Assert.Equal(["n1"], Next(one)!.Plan.Peers.Select(static peer => peer.Node));
    }

    [Fact]
    public void Matrix_DetourAfterAQuietMinute_NamesThePairAndTheExcess()
    {
        var (one, _) = (Create("n1", zone: "a"), Create("n2", zone: "b"));
        Send(one, seconds: 60, rttMs: 0.2);

        Send(one, seconds: 10, rttMs: 2.2);

        var pair = Assert.Single(Matrix().Pairs);
        Assert.Equal(("n1", "n2", "tcp", "cross-zone", "slow"), (pair.From, pair.To, pair.Protocol, pair.Scope, pair.State));
        Assert.InRange(pair.ExcessMs!.Value, 1.7, 2.3);
        Assert.InRange(pair.BaselineMs!.Value, 0.19, 0.21);
        var scope = Assert.Single(Matrix().Scopes);
        Assert.Equal(("cross-zone", 1), (scope.Scope, scope.Pairs));
    }

    [Fact]
    public void Matrix_AgentFallsSilent_SaysNothingOfItsPairs()
    {
        var one = Create("n1");
        Send(one, seconds: 60, rttMs: 0.2);
        Assert.Equal("normal", Assert.Single(Matrix().Pairs).State);

        _rig.Time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal("unknown", Assert.Single(Matrix().Pairs).State);
    }

    [Fact]
    public void Between_NodesOfAnEdge_FindsBothDirections()
    {
        var (one, other) = (Create("n1"), Create("n2"));
        for (var i = 0; i < 24; i++)
        {
            Send(one, 2.5, 0.2);
            one.Send(Report("n3", 0.2));
            other.Send(Report("n1", 0.2));
        }

        var probes = _rig.Service<IPathProbes>().Between("c", ["n1"], ["n2"]);

        Assert.Equal([("n1", "n2"), ("n2", "n1")], probes!.Pairs.Select(static pair => (pair.From, pair.To)));
        Assert.Null(_rig.Service<IPathProbes>().Between("c", ["n1"], ["n1"]));
        Assert.Null(_rig.Service<IPathProbes>().Between("other", ["n1"], ["n2"]));
    }

    [Fact]
    public async Task Connections_OfTheAgentsOwnProbes_AreNoEdge()
    {
        var agent = Create("n1");
        Create("n2");
        Plan();
        var (probe, other) = (TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 9473, "meshlens-agent"), TestAgent.Client(2, "10.0.0.1", "10.0.0.2", 9473, "curl", pid: 101));
        agent.Define(probe, other);

        agent.SendTurns(probe, other);

        Assert.Equal("curl", Assert.Single(await _rig.FlushAsync()).Source.Name);
        Assert.Equal(1, _rig.Instruments.Shed(ShedReason.OwnProbe));
    }

    [Fact]
    public async Task Window_OfAnEdge_NamesTheNodeThatSawIt()
    {
        var agent = _rig.Connect("n1");
        var flow = TestAgent.Client(1, "10.0.1.1", "10.0.2.2", 8080, "caller");
        agent.Define(flow);

        agent.SendTurns(flow);

        Assert.Equal(["n1"], Assert.Single(Assert.Single(await _rig.FlushAsync()).Windows).Nodes!);
    }

    [Fact]
    public void Rows_ThatCannotBe_AreRefusedAndHarmNoOther()
    {
        var one = Create("n1");
        var batch = Report("n2", 0.2);
        batch.Probes.Rows.Add(new ProbeRow { Node = "n3", Protocol = ProbeProtocol.Tcp, Ended = 1, Lost = 2 });
        batch.Probes.Rows.Add(new ProbeRow { Node = "", Protocol = ProbeProtocol.Tcp, Ended = 1 });
        batch.Probes.Rows.Add(new ProbeRow { Node = "n4", Ended = 1 });
        batch.Probes.Rows.Add(new ProbeRow { Node = "n5", Protocol = ProbeProtocol.Tcp, Ended = 1, BucketIndex = { 1 } });

        one.Send(batch);

        Assert.Equal("n2", Assert.Single(Matrix().Pairs).To);
    }

    private static MeshWorkload Workload(string name, string address, bool isHostNetwork) => new()
    {
        Uid = name,
        Namespace = "shop",
        Name = name,
        Cluster = "c",
        Node = "bare",
        Zone = "z9",
        IsHostNetwork = isHostNetwork,
        Addresses = Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse(address))]),
    };

    private static Batch Unanswered(string to) =>
        new() { Probes = new() { IntervalMs = 2500, Rows = { new ProbeRow { Node = to, Protocol = ProbeProtocol.Tcp, Port = 9473, Ended = 3, Lost = 3 } } } };

    private List<string> Notes() => [.. _rig.Service<IEnumerable<ISourceNotes>>().OfType<ProbeNotes>().Single().Notes()];

    private ProbeMatrix Matrix() => _rig.Service<IProbeDirectory>().Matrix();

    private void Plan() => _rig.Service<ProbePlanner>().Plan();

    private static ServerMessage? Next(TestAgent agent) => agent.Stream.Outgoing.TryRead(out var message) ? message : null;

    private void Send(TestAgent agent, double seconds, double rttMs)
    {
        for (var sent = 0.0; sent < seconds; sent += 2.5)
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(2.5));
            agent.Send(Report("n2", rttMs));
        }
    }

    private static Batch Report(string to, double rttMs)
    {
        var rtt = new ExponentialHistogram();
        for (var i = 0; i < 3; i++)
        {
            rtt.Record((ulong)(rttMs * 1e6));
        }

        var row = new ProbeRow { Node = to, Protocol = ProbeProtocol.Tcp, Port = 9473, Ended = 3, SumNs = rtt.SumNs, MinNs = rtt.MaxNs, MaxNs = rtt.MaxNs };
        foreach (var bucket in rtt.Occupied)
        {
            row.BucketIndex.Add(bucket.Index);
            row.BucketValue.Add(bucket.Count);
        }

        return new() { Probes = new() { IntervalMs = 2500, Rows = { row } } };
    }

    private TestAgent Create(string node, uint port = 9473, bool hasPeers = false, string? address = null, string zone = "") =>
        ProbeAgents.Connect(_rig.Registry, node, port, hasPeers, address, zone);

    private sealed class FailingOptions : IOptions<ProbeOptions>
    {
        public bool Fails { get; set; }

        public ProbeOptions Value => Fails ? throw new InvalidOperationException("No options today.") : field ??= new();
    }
}
