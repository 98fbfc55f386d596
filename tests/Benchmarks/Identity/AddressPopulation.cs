using MeshLens.Core.Identity;

namespace Benchmarks.Identity;

/// <summary>A mesh of many workloads, ten to a service, with texts of their own as a parser leaves them.</summary>
internal static class AddressPopulation
{
    public const int WorkloadsPerService = 10;
    private const int PodsPerNode = 50;
    private const uint FirstPod = 0x0A00_0000;
    private const uint FirstService = 0x6440_0000;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static void Fill(IdentityFeed feed, int workloads)
    {
        var namespaces = Enumerable.Range(0, 100).Select(static number => $"team-{number}").ToArray();
        var nodes = Enumerable.Range(0, (workloads / PodsPerNode) + 1).Select(static number => $"ip-10-1-{number}.internal").ToArray();
        for (var i = 0; i < workloads / WorkloadsPerService; i++)
        {
            var service = Service(i, namespaces[i % namespaces.Length]);
            feed.Put(service, Start);
            for (var j = i * WorkloadsPerService; j < (i + 1) * WorkloadsPerService; j++)
            {
                feed.Put(Workload(j, service, namespaces[i % namespaces.Length], nodes[j / PodsPerNode]), Start);
            }
        }

        feed.IsLive = true;
    }

    public static AddressKey Pod(int number) => Key(FirstPod + (uint)number);

    public static AddressKey ServiceAddress(int number) => Key(FirstService + (uint)number);

    private static MeshService Service(int number, string space) => new()
    {
        Id = $"{space}/service-{number}.{space}.svc.cluster.local",
        Addresses = Sequence<NetworkAddress>.Of([new(ServiceAddress(number))]),
        Ports = Sequence<ServicePort>.Of([new(80, 8080)]),
    };

    private static MeshWorkload Workload(int number, MeshService service, string space, string node) => new()
    {
        Uid = $"Kubernetes//Pod/{space}/service-{number / WorkloadsPerService}-7d9f5b9c4f-{number:x8}",
        Namespace = space,
        Name = $"service-{number / WorkloadsPerService}",
        Pod = $"service-{number / WorkloadsPerService}-7d9f5b9c4f-{number:x8}",
        Cluster = "Kubernetes",
        Node = node,
        Zone = "zone-a",
        Tunnel = MeshTunnel.Hbone,
        Addresses = Sequence<AddressKey>.Of([Pod(number)]),
        Services = Sequence<ServiceMembership>.Of([new(service.Id, service.Ports)]),
    };

    private static AddressKey Key(uint address)
    {
        AddressKey.TryRead([(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address], out var key);
        return key;
    }
}
