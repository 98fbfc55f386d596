using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Service.Discovery.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Istio.WorkloadApi;
using MeshLens.Xds.Resources;
using Resource = Envoy.Service.Discovery.V3.Resource;

namespace Benchmarks.Xds;

/// <summary>A large mesh as a control plane would serve it, made once.</summary>
internal sealed class ScaleWorld
{
    private readonly Dictionary<string, Dictionary<string, Resource>> _types = new(StringComparer.Ordinal);

    public IEnumerable<Resource> Of(string typeUrl) => _types.TryGetValue(typeUrl, out var resources) ? resources.Values : [];

    public IEnumerable<Resource> Of(string typeUrl, IEnumerable<string> names) => names.Select(name => _types[typeUrl][name]);

    public static string NameOf(int cluster) => $"outbound|8080||service-{cluster}.team-{cluster % 100}.svc.cluster.local";

    /// <summary>Clusters with endpoints in two zones, as istiod writes them for a sidecar.</summary>
    public static ScaleWorld WithClusters(int clusters, int endpoints)
    {
        var world = new ScaleWorld();
        for (var i = 0; i < clusters; i++)
        {
            world.Put(ResourceTypes.Clusters.TypeUrl, NameOf(i), MakeCluster(NameOf(i), i));
            world.Put(ResourceTypes.Endpoints.TypeUrl, NameOf(i), MakeEndpoints(i, endpoints, generation: 0));
        }

        return world;
    }

    /// <summary>Workloads of the workload API, ten to a service.</summary>
    public static ScaleWorld WithWorkloads(int workloads)
    {
        var world = new ScaleWorld();
        for (var i = 0; i < workloads; i++)
        {
            var address = MakeWorkload(i);
            world.Put(ResourceTypes.Addresses.TypeUrl, address.Workload.Uid, address);
        }

        return world;
    }

    public static ClusterLoadAssignment MakeEndpoints(int cluster, int endpoints, int generation)
    {
        var assignment = new ClusterLoadAssignment { ClusterName = NameOf(cluster) };
        foreach (var zone in Enumerable.Range(0, 2))
        {
            var locality = new LocalityLbEndpoints
            {
                Locality = new() { Region = "region-1", Zone = $"zone-{zone}" },
                LoadBalancingWeight = (uint)(endpoints / 2),
                Priority = 0,
            };
            locality.LbEndpoints.Add(Enumerable.Range(0, endpoints / 2).Select(number => MakeEndpoint(cluster, (zone * endpoints) + number + generation)));
            assignment.Endpoints.Add(locality);
        }

        return assignment;
    }

    private static LbEndpoint MakeEndpoint(int cluster, int number) => new()
    {
        Endpoint = new() { Address = new() { SocketAddress = new() { Address = $"10.{cluster >> 8 & 255}.{cluster & 255}.{number & 255}", PortValue = 8080 } } },
        HealthStatus = HealthStatus.Healthy,
        LoadBalancingWeight = 1,
    };

    private static Cluster MakeCluster(string name, int number) => new()
    {
        Name = name,
        Type = Cluster.Types.DiscoveryType.Eds,
        ConnectTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
        EdsClusterConfig = new() { ServiceName = name, EdsConfig = new() { Ads = new(), ResourceApiVersion = ApiVersion.V3 } },
        CircuitBreakers = new() { Thresholds = { new CircuitBreakers.Types.Thresholds { MaxConnections = uint.MaxValue, MaxPendingRequests = uint.MaxValue, MaxRequests = uint.MaxValue, MaxRetries = uint.MaxValue } } },
        Metadata = new()
        {
            FilterMetadata =
            {
                ["istio"] = Struct.Parser.ParseJson(
                    $$"""{"services":[{"host":"service-{{number}}.team-{{number % 100}}.svc.cluster.local","name":"service-{{number}}","namespace":"team-{{number % 100}}"}],"default_original_port":8080}"""),
            },
        },
    };

    private static Istio.WorkloadApi.Address MakeWorkload(int number)
    {
        var (service, space) = ($"service-{number / 10}", $"team-{number / 10 % 100}");
        var name = $"{service}-7d9f5b9c4f-{number:x8}";
        var workload = new Workload
        {
            Uid = $"Kubernetes//Pod/{space}/{name}",
            Name = name,
            Namespace = space,
            WorkloadName = service,
            CanonicalName = service,
            CanonicalRevision = "latest",
            ServiceAccount = service,
            Node = $"ip-10-1-{number / 50}.internal",
            ClusterId = "Kubernetes",
            TunnelProtocol = TunnelProtocol.Hbone,
            Locality = new() { Region = "region-1", Zone = $"zone-{number % 3}" },
            Addresses = { ByteString.CopyFrom(10, (byte)(number >> 16), (byte)(number >> 8), (byte)number) },
        };
        workload.Services[$"{space}/{service}.{space}.svc.cluster.local"] = new() { Ports = { new Port { ServicePort = 80, TargetPort = 8080 } } };
        return new() { Workload = workload };
    }

    private void Put(string typeUrl, string name, IMessage message)
    {
        if (!_types.TryGetValue(typeUrl, out var resources))
        {
            _types[typeUrl] = resources = new(StringComparer.Ordinal);
        }

        resources[name] = new() { Name = name, Version = "1", Resource_ = Any.Pack(message) };
    }
}
