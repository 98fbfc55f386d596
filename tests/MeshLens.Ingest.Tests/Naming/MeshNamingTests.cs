using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Naming;

/// <summary>Flows named by what a control plane or an API server says of their addresses.</summary>
public sealed class MeshNamingTests : IDisposable
{
    private static readonly Guid CartUid = Guid.NewGuid();

    private readonly IngestRig _rig = IngestRig.Create();
    private readonly IdentityFeed _istiod;
    private readonly IdentityFeed _kubernetes;

    public MeshNamingTests()
    {
        (_istiod, _kubernetes) = (_rig.Mesh.AddFeed(MeshSource.Istiod, "istiod"), _rig.Mesh.AddFeed(MeshSource.Kubernetes, "k1"));
        (_istiod.IsLive, _kubernetes.IsLive) = (true, true);
        _istiod.Put(Service("pay", "10.96.0.1", 80, 8080), IngestRig.Start);
        _istiod.Put(Pod("pay", "10.0.0.1", "pay", 80, 8080), IngestRig.Start);
        _istiod.Put(Pod("cart", "10.0.0.2"), IngestRig.Start);
    }

    [Fact]
    public async Task Client_OfAServiceAddress_IsNamedFromEndToEnd()
    {
        var delta = await SendAsync(TestAgent.Client(1, "10.0.0.2", "10.96.0.1", 80, "java"));

        Assert.Equal(new EdgeKey("k1", "shop", "cart", "shop", "pay", 80), delta.Edge);
        Assert.Equal((PartyKind.Workload, PartyKind.Service), (delta.Source.Kind, delta.Destination.Kind));
    }

    [Theory]
    [InlineData("10.96.0.1", 80u)]
    [InlineData("10.0.0.1", 8080u)]
    public async Task Client_OfTheServiceOrOfItsPod_IsTheSameEdge(string address, uint port) =>
        Assert.Equal("k1~shop~cart~shop~pay~80", (await SendAsync(TestAgent.Client(1, "10.0.0.2", address, port))).Edge.ToString());

    [Fact]
    public async Task Server_AloneArrivesAtTheEdgeThatItsCallersName() =>
        Assert.Equal("k1~shop~cart~shop~pay~80", (await SendAsync(TestAgent.Server(1, "10.0.0.1", 8080, "10.0.0.2", "java"))).Edge.ToString());

    [Fact]
    public async Task Client_OfAPodsPortThatNoServiceHas_NamesTheWorkload()
    {
        var delta = await SendAsync(TestAgent.Client(1, "10.0.0.2", "10.0.0.1", 9090));

        Assert.Equal(("shop", "pay", PartyKind.Workload, 9090), (delta.Destination.Namespace, delta.Destination.Name, delta.Destination.Kind, delta.Edge.Port));
    }

    [Fact]
    public async Task File_NamesTheSameAddress_CountsFirst()
    {
        _rig.Name("""{"endpoints":[{"address":"10.0.0.2","name":"mine"}]}""");

        Assert.Equal("mine", (await SendAsync(TestAgent.Client(1, "10.0.0.2", "10.96.0.1", 80))).Source.Name);
    }

    [Fact]
    public async Task Client_OnTheHostsNetwork_IsNamedByThePodOfItsProcess()
    {
        _kubernetes.Put(new MeshNode { Name = "n1", Addresses = Keys("172.16.0.1") }, IngestRig.Start);
        _kubernetes.Put(Pod("cart", "172.16.0.1") with { IsHostNetwork = true, PodUid = CartUid, Name = "prober" }, IngestRig.Start);
        var flow = TestAgent.Client(1, "172.16.0.1", "10.96.0.1", 80, "probe");
        flow.Process.PodUid = CartUid.ToString();

        Assert.Equal("prober", (await SendAsync(flow)).Source.Name);
    }

    [Fact]
    public async Task Client_OfAPodOnLoopback_IsTheWorkloadWhenTheProcessSaysSo()
    {
        _kubernetes.Put(Pod("cart", "10.0.0.2") with { PodUid = CartUid }, IngestRig.Start);
        var flow = TestAgent.Client(1, "127.0.0.1", "127.0.0.1", 15001, "java");
        flow.Process.PodUid = CartUid.ToString();

        Assert.Equal("cart", (await SendAsync(flow)).Source.Name);
    }

    [Theory]
    [InlineData("sshd", "sshd")]
    [InlineData("", "n1")]
    public async Task Client_WithANodesAddress_IsItsProcessOrElseTheNode(string process, string expected)
    {
        _kubernetes.Put(new MeshNode { Name = "n1", Addresses = Keys("172.16.0.1") }, IngestRig.Start);

        var delta = await SendAsync(TestAgent.Client(1, "172.16.0.1", "10.96.0.1", 80, process));

        Assert.Equal((expected, PartyKind.Process), (delta.Source.Name, delta.Source.Kind));
    }

    [Fact]
    public async Task Client_ItsPodEndsAndTheAddressIsUsedAgain_StaysWhoItWas()
    {
        var agent = _rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.2", "10.96.0.1", 80);
        agent.Define(flow);
        agent.SendTurns(flow);
        await _rig.FlushAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(1));
        _istiod.RemoveWorkload("cart", _rig.Time.GetUtcNow());
        _istiod.Put(Pod("other", "10.0.0.2"), _rig.Time.GetUtcNow());

        agent.SendTurns(flow);
        var later = TestAgent.Client(2, "10.0.0.2", "10.96.0.1", 80);
        agent.Define(later);
        agent.SendTurns(later);

        Assert.Equal(["cart -> pay:80", "other -> pay:80"], (await _rig.FlushAsync()).Select(static delta => delta.Name()).Order());
    }

    [Fact]
    public async Task Client_TheMeshLearnsTheAddressLater_IsNamedFromThenOn()
    {
        var agent = _rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.9", "10.96.0.1", 80);
        agent.Define(flow);
        agent.SendTurns(flow);

        _istiod.Put(Pod("late", "10.0.0.9"), IngestRig.Start);
        agent.SendTurns(flow);

        Assert.Equal(["10.0.0.9 -> pay:80", "late -> pay:80"], (await _rig.FlushAsync()).Select(static delta => delta.Name()).Order());
    }

    public void Dispose() => _rig.Dispose();

    private async Task<Core.Windows.EdgeDelta> SendAsync(Protocol.V1.Flow flow)
    {
        var agent = _rig.Connect();
        agent.Define(flow);
        agent.SendTurns(flow);
        return Assert.Single(await _rig.FlushAsync());
    }

    private static MeshService Service(string name, string address, ushort port, ushort target) => new()
    {
        Id = $"shop/{name}.shop.svc.cluster.local",
        Addresses = Sequence<NetworkAddress>.Of([new(Keys(address)[0])]),
        Ports = Sequence<ServicePort>.Of([new(port, target)]),
    };

    private static MeshWorkload Pod(string name, string address, string service = "", ushort port = 0, ushort target = 0) => new()
    {
        Uid = name,
        Namespace = "shop",
        Name = name,
        Cluster = "k1",
        Node = "n1",
        Addresses = Keys(address),
        Services = service.Length == 0
            ? default
            : Sequence<ServiceMembership>.Of([new($"shop/{service}.shop.svc.cluster.local", Sequence<ServicePort>.Of([new(port, target)]))]),
    };

    private static Sequence<AddressKey> Keys(string address) => Sequence<AddressKey>.Of([AddressKey.Of(IPAddress.Parse(address))]);
}
