using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Makes one workload of what several objects say.</summary>
internal sealed class WorkloadAssembly(ClusterAccess cluster, ServiceReading reading)
{
    /// <summary>A pod, on a node that may not be known yet.</summary>
    public MeshWorkload Of(PodFacts pod, MeshNode? node, Sequence<ServiceMembership> services) => new()
    {
        Uid = Uid(pod.Key),
        Namespace = pod.Namespace,
        Name = pod.Owner,
        Pod = pod.Name,
        PodUid = pod.Uid,
        Cluster = cluster.Name,
        Network = cluster.Network,
        Node = pod.Node,
        Region = node?.Region ?? "",
        Zone = node?.Zone ?? "",
        Role = pod.Role,
        MetricsPort = pod.MetricsPort,
        Tunnel = pod.Tunnel,
        IsHostNetwork = pod.IsHostNetwork,
        IsHealthy = pod.IsReady,
        Waypoint = pod.Waypoint.Length == 0 ? "" : reading.IdOf(pod.Waypoint),
        Addresses = pod.Addresses,
        Services = services,
    };

    /// <summary>An address that somebody wrote into a slice by hand, or a part of the control plane on its node: known by port alone.</summary>
    public MeshWorkload Of(SliceFacts slice, AddressKey address, Sequence<ServiceMembership> services) => new()
    {
        Uid = Uid(slice, address),
        Namespace = slice.Service[..slice.Service.IndexOf('/', StringComparison.Ordinal)],
        Name = slice.Service[(slice.Service.IndexOf('/', StringComparison.Ordinal) + 1)..],
        Cluster = cluster.Name,
        Network = cluster.Network,
        IsHostNetwork = true,
        Addresses = Sequence<AddressKey>.Of([address]),
        Services = services,
    };

    /// <summary>As istiod names pods.</summary>
    public string Uid(string pod) => $"{cluster.Name}//Pod/{pod}";

    public string Uid(SliceFacts slice, AddressKey address) => $"{cluster.Name}/discovery.k8s.io/EndpointSlice/{slice.Key}/{address}";
}
