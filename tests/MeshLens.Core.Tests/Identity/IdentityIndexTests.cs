using System.Net;
using MeshLens.Core.Identity;
using static MeshLens.Core.Tests.Identity.IdentityRig;

namespace MeshLens.Core.Tests.Identity;

public sealed class IdentityIndexTests
{
    [Theory]
    [InlineData("10.96.0.1", 80, "pay Service 80 Istiod")]
    [InlineData("10.96.0.1", 9, "pay ServiceAddress 9 Istiod")]
    [InlineData("10.0.0.1", 8080, "pay Workload 80 Istiod")]
    [InlineData("10.0.0.1", 9090, "pay Workload 9090 Istiod")]
    [InlineData("10.0.0.1", 0, "pay Workload 0 Istiod")]
    [InlineData("fd00::1", 8080, "pay Workload 80 Istiod")]
    [InlineData("fd00:96::1", 80, "pay Service 80 Istiod")]
    [InlineData("::ffff:10.0.0.1", 8080, "pay Workload 80 Istiod")]
    [InlineData("10.0.0.2", 8080, "nobody")]
    public void Resolve_DualStackService_FindsItByEveryAddress(string address, int port, string expected)
    {
        var rig = Create();
        rig.Istiod.Put(Service("pay", "10.96.0.1,fd00:96::1", 80), Noon);
        rig.Istiod.Put(Pod("pay", "10.0.0.1,fd00::1", ("pay", 80, 8080)), Noon);

        Assert.Equal(expected, rig.Describe(address, port));
    }

    [Theory]
    [InlineData("pay-1", "", "z1")]
    [InlineData("pay-1", "n2", "z1")]
    [InlineData("unknown", "n1", "z1")]
    [InlineData("unknown", "n2", "z2")]
    [InlineData("unknown", "n3", "")]
    [InlineData("unknown", "", "")]
    public void PlaceOf_APod_IsItsOwnElseThatOfItsNode(string pod, string node, string zone)
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1"), Noon);
        rig.Kubernetes.Put(new MeshNode { Name = "n2", Zone = "z2", Addresses = Sequence<AddressKey>.Of([Key("172.16.0.2")]) }, Noon);

        Assert.Equal(zone, rig.Index.PlaceOf("shop", pod, node).Zone);
    }

    [Fact]
    public void Resolve_Workload_KnowsWhereItIsAndHowItIsReached()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1") with { Tunnel = MeshTunnel.Hbone, Waypoint = Id("waypoint") }, Noon);

        var found = rig.Resolve("10.0.0.1")!.Value;

        Assert.Equal(("n1", "z1", MeshTunnel.Hbone, Id("waypoint")), (found.Workload!.Node, found.Workload.Zone, found.Workload.Tunnel, found.Workload.Waypoint));
    }

    [Fact]
    public void Resolve_TargetPortOfSeveralServices_PrefersTheOneOfTheWorkloadsName()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("all", 80, 8080), ("pay", 81, 8080)), Noon);

        Assert.Equal("pay Workload 81 Istiod", rig.Describe("10.0.0.1", 8080));
    }

    [Fact]
    public void Resolve_TargetPortOfAHeadlessServiceAndAnother_PrefersTheOneWithAnAddress()
    {
        var rig = Create();
        rig.Istiod.Put(Service("aaa", "", 8080), Noon);
        rig.Istiod.Put(Service("bbb", "10.96.0.1", 80), Noon);
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("aaa", 8080, 8080), ("bbb", 80, 8080)), Noon);

        Assert.Equal("bbb Workload 80 Istiod", rig.Describe("10.0.0.1", 8080));
    }

    [Fact]
    public void Resolve_HeadlessServiceAlone_IsFoundByItsWorkloads()
    {
        var rig = Create();
        rig.Istiod.Put(Service("db", "", 5432), Noon);
        rig.Istiod.Put(Pod("db", "10.0.0.1", ("db", 5432, 5432)), Noon);

        var found = rig.Resolve("10.0.0.1", 5432)!.Value;

        Assert.Equal(("db", true), (found.Service!.Name, found.Service.Content!.IsHeadless));
    }

    [Theory]
    [InlineData(MeshTunnel.Hbone, "pay Workload 80 Istiod")]
    [InlineData(MeshTunnel.None, "pay Workload 15008 Istiod")]
    public void Resolve_TunnelPort_IsTheOnlyServiceIfItIsATunnel(MeshTunnel tunnel, string expected)
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("pay", 80, 8080)) with { Tunnel = tunnel }, Noon);

        Assert.Equal(expected, rig.Describe("10.0.0.1", 15008));
        Assert.Equal(tunnel == MeshTunnel.Hbone, rig.Resolve("10.0.0.1", 15008)!.Value.Service is not null);
    }

    [Fact]
    public void Resolve_TunnelPortWithSeveralServices_IsTheWorkload()
    {
        var rig = Create();
        rig.Istiod.Put(Pod("pay", "10.0.0.1", ("pay", 80, 8080), ("admin", 81, 8081)) with { Tunnel = MeshTunnel.Hbone }, Noon);

        Assert.Null(rig.Resolve("10.0.0.1", 15008)!.Value.Service);
    }

    [Fact]
    public void Resolve_ServiceThatOthersAreBehind_IsAWaypoint()
    {
        var rig = Create();
        rig.Istiod.Put(Service("waypoint", "10.96.0.9", 15008), Noon);
        rig.Istiod.Put(Pod("waypoint", "10.0.0.9", ("waypoint", 15008, 15008)), Noon);
        Assert.Equal(WorkloadRole.Application, rig.Resolve("10.96.0.9", 15008)!.Value.Role);

        rig.Istiod.Put(Service("pay", "10.96.0.1", 80) with { Waypoint = Id("waypoint") }, Noon);
        Assert.Equal(WorkloadRole.Waypoint, rig.Resolve("10.96.0.9", 15008)!.Value.Role);
        Assert.Equal(WorkloadRole.Waypoint, rig.Resolve("10.0.0.9", 15008)!.Value.Role);

        rig.Istiod.RemoveService(Id("pay"), Noon);
        Assert.Equal(WorkloadRole.Application, rig.Resolve("10.96.0.9", 15008)!.Value.Role);
    }

    [Theory]
    [InlineData("240.240.0.1", 443, "api.stripe.com Service 443 Istiod")]
    [InlineData("192.0.2.77", 443, "api.stripe.com ServiceNetwork 443 Istiod")]
    [InlineData("192.0.2.129", 443, "near.stripe.com ServiceNetwork 443 Istiod")]
    [InlineData("192.0.3.1", 443, "nobody")]
    [InlineData("2001:db8::5", 443, "near.stripe.com ServiceNetwork 443 Istiod")]
    public void Resolve_ServiceEntry_FindsAddressesAndTheLongestNetwork(string address, int port, string expected)
    {
        var rig = Create();
        rig.Istiod.Put(Entry("shop/api.stripe.com", ("240.240.0.1", 128), ("192.0.2.0", 120)), Noon);
        rig.Istiod.Put(Entry("shop/near.stripe.com", ("192.0.2.128", 121), ("2001:db8::", 32)), Noon);

        Assert.Equal(expected, rig.Describe(address, port));
    }

    [Fact]
    public void Resolve_NetworkThatAServiceNoLongerHas_IsNobodys()
    {
        var rig = Create();
        rig.Istiod.Put(Entry("shop/api", ("192.0.2.0", 120)), Noon);
        rig.Istiod.Put(Entry("shop/api", ("192.0.3.0", 120)), Noon);

        Assert.Equal(("nobody", "api ServiceNetwork 1 Istiod"), (rig.Describe("192.0.2.1", 1), rig.Describe("192.0.3.1", 1)));
    }

    [Theory]
    [InlineData(9100, "exporter HostNetwork 9100 Kubernetes")]
    [InlineData(10250, "n1 Node 10250 Kubernetes")]
    [InlineData(30080, "web NodePort 80 Kubernetes")]
    [InlineData(0, "n1 Node 0 Kubernetes")]
    public void Resolve_NodeAddress_IsToldApartByPort(int port, string expected)
    {
        var rig = Create();
        rig.Kubernetes.Put(new MeshNode { Name = "n1", Addresses = Sequence<AddressKey>.Of([Key("172.16.0.1")]) }, Noon);
        rig.Kubernetes.Put(Pod("exporter", "172.16.0.1", ("exporter", 9100, 9100)) with { IsHostNetwork = true }, Noon);
        rig.Kubernetes.Put(Pod("proxy", "172.16.0.1") with { IsHostNetwork = true }, Noon);
        rig.Kubernetes.Put(Service("web", "10.96.0.1") with { Ports = Sequence<ServicePort>.Of([new(80, 8080, 30080)]) }, Noon);

        Assert.Equal(expected, rig.Describe("172.16.0.1", port));
    }

    [Fact]
    public void Resolve_PodOfTheProcess_CountsMoreThanASharedAddress()
    {
        var rig = Create();
        var uid = Guid.NewGuid();
        rig.Kubernetes.Put(Pod("exporter", "172.16.0.1") with { IsHostNetwork = true, PodUid = uid }, Noon);

        Assert.Equal("exporter PodUid 0 Kubernetes", rig.Describe("172.16.0.1", pod: uid));
        Assert.Equal("nobody", rig.Describe("172.16.0.1", pod: Guid.NewGuid()));
    }

    [Fact]
    public void Resolve_ANodeProxyInsideAPod_IsThePodItSpeaksFor()
    {
        var rig = Create();
        var ztunnel = Guid.NewGuid();
        rig.Kubernetes.Put(Pod("ztunnel", "10.0.0.9") with { PodUid = ztunnel }, Noon);
        rig.Kubernetes.Put(Service("pay", "10.96.0.1", 80), Noon);
        rig.Kubernetes.Put(Pod("pay", "10.0.0.1", ("pay", 80, 8080)) with { PodUid = Guid.NewGuid(), Tunnel = MeshTunnel.Hbone }, Noon);

        Assert.Equal("pay Workload 0 Kubernetes", rig.Describe("10.0.0.1", pod: ztunnel));
        Assert.Equal("pay Workload 80 Kubernetes", rig.Describe("10.0.0.1", port: 15008, pod: ztunnel));
        Assert.Equal("ztunnel PodUid 0 Kubernetes", rig.Describe("10.0.0.9", pod: ztunnel));
        Assert.Equal("ztunnel PodUid 0 Kubernetes", rig.Describe("127.0.0.1", pod: ztunnel));
    }

    [Fact]
    public void Resolve_AnAddressThatAnotherPodHasSince_IsThePodOfTheProcessThatBeganWithIt()
    {
        var rig = Create();
        var uid = Guid.NewGuid();
        rig.Kubernetes.Put(Pod("old", "10.0.0.1") with { PodUid = uid }, Noon);
        rig.Kubernetes.Put(Pod("old", "10.0.0.7") with { PodUid = uid }, Noon.AddMinutes(5));
        rig.Kubernetes.Put(Pod("new", "10.0.0.1") with { PodUid = Guid.NewGuid() }, Noon.AddMinutes(6));

        Assert.Equal("old PodUid 0 Kubernetes", rig.Describe("10.0.0.1", at: Noon.AddMinutes(1), pod: uid));
    }

    [Fact]
    public void AddressKey_OfEitherFamily_IsTheAddressAgain()
    {
        foreach (var text in new[] { "10.1.2.3", "fd00::1:2", "::1", "255.255.255.255" })
        {
            Assert.Equal(IPAddress.Parse(text), Key(text).ToAddress());
        }
    }

    private static MeshService Entry(string id, params (string Address, byte Prefix)[] addresses) => new()
    {
        Id = id,
        Addresses = Sequence<NetworkAddress>.Of(addresses.Select(each => new NetworkAddress(Key(each.Address), "", each.Prefix))),
        Ports = Sequence<ServicePort>.Of([new(443, 443)]),
    };
}
