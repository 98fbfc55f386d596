using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Metrics.Discovery;

namespace MeshLens.Metrics.Tests.Discovery;

public sealed class TargetDiscoveryTests
{
    private const string AgentPath = ":15020/stats/prometheus";
    private const string EnvoyPath = ":15090/stats/prometheus";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly IdentityIndex _index = new();
    private readonly IdentityFeed _kubernetes;
    private readonly IdentityFeed _istiod;

    public TargetDiscoveryTests()
    {
        _istiod = _index.AddFeed(MeshSource.Istiod, "istiod");
        _kubernetes = _index.AddFeed(MeshSource.Kubernetes, "k1");
        (_istiod.IsLive, _kubernetes.IsLive) = (true, true);
    }

    [Fact]
    public void Find_APodWithASidecar_IsAskedAtItsAgentElseAtItsEnvoy()
    {
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);

        var target = Assert.Single(Find().Targets);

        Assert.Equal(("shop/cart-1", TargetKind.Sidecar, "cart"), (target.Name, target.Kind, target.Workload!.Name));
        Assert.Equal([$"http://10.0.0.1{AgentPath}", $"http://10.0.0.1{EnvoyPath}"], target.Addresses.Select(static address => address.ToString()));
    }

    [Fact]
    public void Find_APodThatTellsItsPort_IsAskedThere()
    {
        _istiod.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar, MetricsPort = 15999 }, Now);

        Assert.Equal(
            ["http://10.0.0.1:15999/stats/prometheus", $"http://10.0.0.1{EnvoyPath}"],
            Assert.Single(Find().Targets).Addresses.Select(static address => address.ToString()));
    }

    [Fact]
    public void Find_APodWithoutAProxy_IsNotAsked()
    {
        _kubernetes.Put(Pod("plain", "10.0.0.1"), Now);
        _istiod.Put(Pod("ambient", "10.0.0.2") with { Tunnel = MeshTunnel.Hbone }, Now);

        Assert.Empty(Find().Targets);
    }

    [Fact]
    public void Find_GatewaysAndWaypoints_AreAskedLikeSidecars()
    {
        _kubernetes.Put(Pod("ingress", "10.0.0.1") with { Role = WorkloadRole.Gateway, Tunnel = MeshTunnel.Sidecar }, Now);
        _kubernetes.Put(Pod("waypoint", "10.0.0.2") with { Role = WorkloadRole.Waypoint }, Now);

        Assert.Equal(
            [("shop/ingress", TargetKind.Gateway, $"http://10.0.0.1{AgentPath}"), ("shop/waypoint", TargetKind.Waypoint, $"http://10.0.0.2{AgentPath}")],
            Find().Targets.Select(static target => (target.Name, target.Kind, target.Addresses[0].ToString())));
    }

    [Fact]
    public void Find_AWaypointThatItsSourceDoesNotCallOne_IsKnownByThoseBehindIt()
    {
        const string service = "shop/waypoint.shop.svc.cluster.local";
        _istiod.Put(Pod("waypoint", "10.0.0.2") with { Services = Sequence<ServiceMembership>.Of([new(service, default)]) }, Now);
        _istiod.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Hbone, Waypoint = service }, Now);

        Assert.Equal(TargetKind.Waypoint, Assert.Single(Find().Targets).Kind);
    }

    [Theory]
    [InlineData("ztunnel")]
    [InlineData("ztunnel-canary")]
    public void Find_ANodeProxy_IsAskedAtItsOwnPath(string name)
    {
        _kubernetes.Put(Pod("ztunnel-x2x9k", "10.0.0.1") with { Name = name, Node = "n1" }, Now);

        var target = Assert.Single(Find().Targets);

        Assert.Equal((TargetKind.Ztunnel, "http://10.0.0.1:15020/metrics"), (target.Kind, Assert.Single(target.Addresses).ToString()));
    }

    [Fact]
    public void Find_APodThatTwoSourcesTell_IsOneTargetWithWhatBothKnow()
    {
        _istiod.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Hbone }, Now);
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Uid = "other", Tunnel = MeshTunnel.Sidecar }, Now);

        Assert.Equal(TargetKind.Sidecar, Assert.Single(Find().Targets).Kind);
    }

    [Fact]
    public void Find_APodWithTwoAddresses_IsAskedAtOneOfThem()
    {
        _kubernetes.Put(Pod("cart-1", "fd00::1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);
        _kubernetes.Put(Pod("cart-2", "fd00::2") with { Tunnel = MeshTunnel.Sidecar }, Now);

        Assert.Equal(
            [$"http://10.0.0.1{AgentPath}", $"http://[fd00::2]{AgentPath}"],
            Find().Targets.Select(static target => target.Addresses[0].ToString()));
    }

    [Fact]
    public void Find_AnAddressOfTwoNetworks_IsNotAsked()
    {
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);
        _istiod.Put(Pod("far-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar, Network = "far" }, Now);

        var found = Find();

        Assert.Empty(found.Targets);
        Assert.Equal(1, found.Ambiguous);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Find_AnAddressThatCanBeNoPods_IsNotAsked(string address)
    {
        _istiod.Put(Pod("by-hand", address) with { Tunnel = MeshTunnel.Sidecar }, Now);

        Assert.Empty(Find().Targets);
    }

    [Fact]
    public void Find_APodThatIsGone_IsNotAsked()
    {
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);
        var version = new TargetDiscovery(_index, [], discovers: true, 10).Version;
        _kubernetes.RemoveWorkload("k1/cart-1", Now);

        Assert.Empty(Find().Targets);
        Assert.NotEqual(version, _index.Version);
    }

    [Fact]
    public void Find_MoreThanMayBeAsked_LeavesTheRestOut()
    {
        for (var pod = 0; pod < 30; pod++)
        {
            _kubernetes.Put(Pod($"cart-{pod}", $"10.0.0.{pod + 1}") with { Tunnel = MeshTunnel.Sidecar }, Now);
        }

        var found = new TargetDiscovery(_index, [new("http://127.0.0.1:1/metrics")], discovers: true, 10).Find();

        Assert.Equal((10, 21, TargetKind.Given), (found.Targets.Count, found.LeftOut, found.Targets[0].Kind));
    }

    [Fact]
    public void Find_WithoutDiscovery_AsksWhomItWasGivenAlone()
    {
        _kubernetes.Put(Pod("cart-1", "10.0.0.1") with { Tunnel = MeshTunnel.Sidecar }, Now);

        Assert.Equal("http://127.0.0.1:1/metrics", Assert.Single(new TargetDiscovery(_index, [new("http://127.0.0.1:1/metrics")], discovers: false, 10).Find().Targets).Name);
    }

    private FoundTargets Find() => new TargetDiscovery(_index, [], discovers: true, 1000).Find();

    private static MeshWorkload Pod(string pod, params string[] addresses) => new()
    {
        Uid = $"k1/{pod}",
        Namespace = "shop",
        Name = pod.Split('-')[0],
        Pod = pod,
        Cluster = "k1",
        Addresses = Sequence<AddressKey>.Of(addresses.Select(static address => AddressKey.Of(IPAddress.Parse(address)))),
    };
}
