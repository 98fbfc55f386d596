using Istio.WorkloadApi;
using MeshLens.Core.Identity;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;
using static MeshLens.Xds.Tests.Identity.AddressSamples;
using NetworkAddress = Istio.WorkloadApi.NetworkAddress;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>From a control plane that serves the workload API to what an address is.</summary>
public sealed class AddressReaderTests
{
    [Fact]
    public async Task Read_AServedMesh_KnowsServicesAndWorkloads()
    {
        await using var mesh = await Create();

        var service = mesh.Resolve("10.96.0.1", 80)!.Value;
        var pod = mesh.Resolve("10.0.0.1", 8080)!.Value;

        Assert.Equal(("pay", "shop", 80, AddressMatch.Service), (service.Service!.Name, service.Service.Namespace, service.Port, service.Match));
        Assert.Equal(("pay", "pay", 80, AddressMatch.Workload), (pod.Service!.Name, pod.Workload!.Name, pod.Port, pod.Match));
        Assert.Equal(("pay-7d9f-x", "node-a", "z", "Kubernetes"), (pod.Workload.Pod, pod.Workload.Node, pod.Workload.Zone, pod.Workload.Cluster));
        Assert.Equal(MeshTunnel.Hbone, pod.Workload.Tunnel);
        Assert.True(mesh.Feed.IsLive);
    }

    [Fact]
    public async Task Read_Waypoints_AreKnownAsSuchByNameAndByAddress()
    {
        await using var mesh = await Create();

        mesh.Mesh.Push(Addresses, Service("waypoint", "10.96.0.9", 15008, 15008), Service("cart", "10.96.0.2", 80, 80, service =>
            service.Waypoint = new() { Hostname = new() { Namespace = "shop", Hostname = Host("waypoint") }, HboneMtlsPort = 15008 }));
        mesh.Mesh.Push(Addresses, Pod("cart", "10.0.0.2", workload => workload.Waypoint = new() { Address = new() { Address = Bytes("10.96.0.9") } }));
        await mesh.UntilAsync(() => mesh.Resolve("10.0.0.2") is not null);

        Assert.Equal(WorkloadRole.Waypoint, mesh.Resolve("10.96.0.9", 15008)!.Value.Role);
        Assert.Equal($"shop/{Host("waypoint")}", mesh.Resolve("10.96.0.2", 80)!.Value.Service!.Content!.Waypoint);
        Assert.Equal("10.96.0.9", mesh.Resolve("10.0.0.2")!.Value.Workload!.Waypoint);
    }

    [Fact]
    public async Task Read_HostNetwork_IsToldApartByPort()
    {
        await using var mesh = await Create();

        mesh.Mesh.Push(Addresses, Pod("exporter", "172.16.0.1", workload =>
        {
            workload.NetworkMode = NetworkMode.HostNetwork;
            Serves("exporter", 9100, 9100)(workload);
        }));
        await mesh.UntilAsync(() => mesh.Resolve("172.16.0.1", 9100) is not null);

        Assert.Equal(AddressMatch.HostNetwork, mesh.Resolve("172.16.0.1", 9100)!.Value.Match);
        Assert.Null(mesh.Resolve("172.16.0.1", 22));
    }

    [Fact]
    public async Task Read_ServiceEntryWithANetwork_IsFoundByItsHost()
    {
        await using var mesh = await Create();

        mesh.Mesh.Push(Addresses, Service("stripe", "", 443, 443, service =>
        {
            service.Hostname = "api.stripe.com";
            service.Addresses.Add(new NetworkAddress { Address = Bytes("192.0.2.0"), Length = 24 });
            service.Addresses.Add(new NetworkAddress { Address = Bytes("2001:db8::1") });
        }));
        await mesh.UntilAsync(() => mesh.Resolve("192.0.2.9", 443) is not null);

        Assert.Equal(("api.stripe.com", AddressMatch.ServiceNetwork), (mesh.Resolve("192.0.2.9", 443)!.Value.Service!.Name, mesh.Resolve("192.0.2.9", 443)!.Value.Match));
        Assert.Equal("api.stripe.com", mesh.Resolve("2001:db8::1", 443)!.Value.Service!.Name);
        Assert.Null(mesh.Resolve("192.0.3.9", 443));
    }

    [Fact]
    public async Task Read_AWorkloadGoes_IsRememberedAsThePast()
    {
        await using var mesh = await Create();

        mesh.Mesh.Remove(Addresses, "Kubernetes//Pod/shop/pay-7d9f-x");
        await mesh.UntilAsync(() => mesh.Resolve("10.0.0.1")!.Value.IsPast);

        Assert.Equal("pay", mesh.Resolve("10.0.0.1")!.Value.Workload!.Name);
        Assert.Equal((0, 1, 0), mesh.Feed.Counts);
    }

    [Fact]
    public async Task Read_AnAddressThatIsNone_LeavesTheOthers()
    {
        await using var mesh = await Create();

        mesh.Mesh.Push(Addresses, Pod("odd", "10.0.0.7", workload => workload.Addresses.Add(Google.Protobuf.ByteString.CopyFrom(1, 2, 3))));
        await mesh.UntilAsync(() => mesh.Resolve("10.0.0.7") is not null);

        Assert.Single(mesh.Resolve("10.0.0.7")!.Value.Workload!.Addresses);
    }

    [Fact]
    public async Task Read_TheStreamIsCut_KeepsAndResumes()
    {
        await using var mesh = await Create();

        mesh.Mesh.CutStreams();
        await mesh.UntilAsync(() => mesh.Mesh.Nodes.Count == 2);
        mesh.Mesh.Push(Addresses, Pod("late", "10.0.0.8"));
        await mesh.UntilAsync(() => mesh.Resolve("10.0.0.8") is not null);

        Assert.Equal("pay", mesh.Resolve("10.0.0.1")!.Value.Workload!.Name);
        Assert.Contains(mesh.Mesh.Held, static held => held.StartsWith("Kubernetes//Pod/shop/pay-7d9f-x@", StringComparison.Ordinal));
    }

    private static async Task<MeshReader> Create()
    {
        var mesh = new FakeMesh();
        mesh.Serve(Addresses, Service("pay", "10.96.0.1", 80, 8080), Pod("pay", "10.0.0.1,fd00::1", Serves("pay", 80, 8080)));
        var reader = await MeshReader.StartAsync(mesh);
        await reader.UntilAsync(() => reader.Resolve("10.0.0.1") is not null && reader.Resolve("10.96.0.1") is not null);
        return reader;
    }
}
