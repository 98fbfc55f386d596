using System.Globalization;
using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Reads what is kept of a pod; null when it has no address of its own to be known by, or no longer.</summary>
internal static class PodReading
{
    // Addresses of a pod that has ended may be another's already.
    private static readonly string[] Ended = ["Succeeded", "Failed"];

    public static PodFacts? Read(Pod pod)
    {
        var addresses = Sequence<AddressKey>.Of(Addresses(pod.Status));
        return addresses.Count == 0 || Ended.Contains(pod.Status.Phase) ? null : new()
        {
            Key = ObjectNames.KeyOf(pod.Metadata),
            Namespace = pod.Metadata.Namespace,
            Name = pod.Metadata.Name,
            Owner = OwnerName.Of(pod.Metadata),
            Uid = Guid.TryParse(pod.Metadata.Uid, out var uid) ? uid : Guid.Empty,
            Node = pod.Spec.NodeName,
            IsHostNetwork = pod.Spec.HostNetwork,
            IsReady = pod.Status.Conditions?.Any(static condition => condition is { Type: "Ready", Status: "True" }) == true,
            Tunnel = Tunnel(pod.Metadata),
            Role = Role(pod.Metadata),
            MetricsPort = MetricsPort(pod.Metadata),
            Waypoint = ObjectNames.WaypointOf(pod.Metadata, pod.Metadata.Namespace) ?? "", // Of a namespace's waypoint only services make use unless it says otherwise.
            Addresses = addresses,
        };
    }

    private static IEnumerable<AddressKey> Addresses(PodStatus status)
    {
        foreach (var text in (status.PodIps ?? []).Select(static each => each?.Ip).Append(status.PodIp).Distinct())
        {
            if (AddressKey.TryParse(text, out var key))
            {
                yield return key;
            }
        }
    }

    private static MeshTunnel Tunnel(ObjectMeta pod) =>
        pod.Annotation("ambient.istio.io/redirection") == "enabled" ? MeshTunnel.Hbone
        : pod.Annotation("sidecar.istio.io/status").Length > 0 ? MeshTunnel.Sidecar
        : MeshTunnel.None;

    // The agent's port is what injection was told, and what injection wrote for whoever scrapes; a scrape of the application alone has its own path.
    private static int MetricsPort(ObjectMeta pod)
    {
        var told = pod.Annotation("status.sidecar.istio.io/port");
        told = told.Length == 0 && pod.Annotation("prometheus.io/path") is "/stats/prometheus" ? pod.Annotation("prometheus.io/port") : told;
        return int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue ? port : 0;
    }

    private static WorkloadRole Role(ObjectMeta pod) =>
        pod.Label("gateway.istio.io/managed") == "istio.io-mesh-controller" ? WorkloadRole.Waypoint
        : pod.Label("gateway.networking.k8s.io/gateway-name").Length > 0 || pod.Label("istio").EndsWith("gateway", StringComparison.Ordinal) ? WorkloadRole.Gateway
        : WorkloadRole.Application;
}
