using Istio.WorkloadApi;
using MeshLens.Core.Identity;

namespace MeshLens.Xds.Identity;

/// <summary>A workload of the workload API as the index knows it.</summary>
internal sealed class WorkloadReading(Texts texts)
{
    public MeshWorkload Read(string resource, Workload workload) => new()
    {
        Uid = resource,
        Namespace = texts.One(workload.Namespace),
        Name = texts.One(FirstOf(workload.WorkloadName, workload.CanonicalName, workload.Name)),
        Pod = workload.Name,
        Cluster = texts.One(workload.ClusterId),
        Network = texts.One(workload.Network),
        Node = texts.One(workload.Node),
        Region = texts.One(workload.Locality?.Region ?? ""),
        Zone = texts.One(workload.Locality?.Zone ?? ""),
        Tunnel = Tunnel(workload.TunnelProtocol),
        IsHostNetwork = workload.NetworkMode == NetworkMode.HostNetwork,
        IsHealthy = workload.Status == WorkloadStatus.Healthy,
        Waypoint = texts.One(GatewayReference.Of(workload.Waypoint)),
        Addresses = Sequence<AddressKey>.Of(Addresses(workload)),
        Services = Sequence<ServiceMembership>.Of(Services(workload)),
    };

    private static IEnumerable<AddressKey> Addresses(Workload workload)
    {
        foreach (var bytes in workload.Addresses)
        {
            if (AddressKey.TryRead(bytes.Span, out var key))
            {
                yield return key;
            }
        }
    }

    private static MeshTunnel Tunnel(TunnelProtocol protocol) => protocol switch
    {
        TunnelProtocol.Hbone => MeshTunnel.Hbone,
        TunnelProtocol.LegacyIstioMtls => MeshTunnel.Sidecar,
        _ => MeshTunnel.None,
    };

    private static string FirstOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (name.Length > 0)
            {
                return name;
            }
        }

        return "";
    }

    // In the order of their ids: a map has none, and both ends of a connection must choose alike.
    private IEnumerable<ServiceMembership> Services(Workload workload) => workload.Services
        .OrderBy(static service => service.Key, StringComparer.Ordinal)
        .Select(service => new ServiceMembership(texts.One(service.Key), Ports.Of(service.Value.Ports)));
}
