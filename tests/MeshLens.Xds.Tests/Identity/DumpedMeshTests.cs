using System.Net;
using Istio.WorkloadApi;
using MeshLens.Core.Identity;
using MeshLens.Xds.Tests.FakeIstiod;
using static MeshLens.Xds.Resources.ResourceTypes;

namespace MeshLens.Xds.Tests.Identity;

/// <summary>Real ambient meshes: everything their ztunnel knew an address to be, it is here too.</summary>
public sealed class DumpedMeshTests
{
    public static TheoryData<string, int, int> Dumps => new()
    {
        { "istio/istioctl/pkg/writer/ztunnel/configdump/testdata/dump.json", 27, 19 },
        { "kiali/kubernetes/testdata/ztunnel-config.json", 48, 39 },
    };

    [Theory, MemberData(nameof(Dumps))]
    public async Task Read_ADumpedMesh_EveryAddressIsWhatItWas(string path, int workloads, int services)
    {
        var dump = DumpedMesh.Load(Path.Combine(MeshData.Public(), path));
        var mesh = new FakeMesh();
        mesh.Serve(Addresses, [.. dump.Workloads.Select(static each => new Address { Workload = each })]);
        mesh.Serve(Addresses, [.. dump.Services.Select(static each => new Address { Service = each })]);

        await using var reader = await MeshReader.StartAsync(mesh);
        await reader.UntilAsync(() => reader.Feed.Counts == (workloads, services, 0));

        Assert.All(dump.Services, service => CheckService(reader, service));
        Assert.All(dump.Workloads, workload => CheckWorkload(reader, workload));
    }

    private static void CheckService(MeshReader reader, Service service)
    {
        foreach (var address in service.Addresses.Select(Read))
        {
            Assert.All(service.Ports, port => Assert.Equal(
                ($"{service.Namespace}/{service.Hostname}", (int)port.ServicePort, AddressMatch.Service),
                reader.Resolve(address, (int)port.ServicePort) is { } found ? (found.Service!.Id, found.Port, found.Match) : default));
        }
    }

    private static void CheckWorkload(MeshReader reader, Workload workload)
    {
        foreach (var address in workload.Addresses.Select(static each => new IPAddress(each.Span).ToString()))
        {
            if (workload.NetworkMode == NetworkMode.Standard)
            {
                Assert.Equal(workload.Uid, reader.Resolve(address, node: workload.Node)?.Workload?.Uid);
            }

            foreach (var (service, port) in workload.Services.SelectMany(static each => each.Value.Ports.Select(port => (each.Key, port))))
            {
                var found = reader.Resolve(address, (int)port.TargetPort, workload.Node)!.Value;

                // Several services may have the port: then it is one of them.
                var candidates = workload.Services.Where(each => each.Value.Ports.Any(other => other.TargetPort == port.TargetPort)).Select(static each => each.Key).ToList();
                Assert.Contains(service, candidates);
                Assert.Contains(found.Service!.Id, candidates);
                Assert.Equal(workload.Namespace, found.Workload!.Namespace);
            }
        }
    }

    private static string Read(Istio.WorkloadApi.NetworkAddress address) => new IPAddress(address.Address.Span).ToString();
}
