using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Reads what is kept of a service.</summary>
internal sealed class ServiceReading(ClusterAccess cluster)
{
    /// <summary>The id that a control plane gives the service of a namespace and name.</summary>
    public string IdOf(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var (space, name) = (key[..slash], key[(slash + 1)..]);
        return $"{space}/{name}.{space}.svc.{cluster.Domain}";
    }

    public ServiceFacts Read(Service service)
    {
        var ports = (service.Spec.Ports ?? []).OfType<ServicePortItem>().Where(IsKnown).ToList();
        return new(
            new()
            {
                Id = IdOf(ObjectNames.KeyOf(service.Metadata)),
                Cluster = cluster.Name,
                Addresses = Sequence<NetworkAddress>.Of(Addresses(service)),
                Ports = Sequence<ServicePort>.Of(ports.Select(static port => new ServicePort((ushort)port.Port, 0, (ushort)port.NodePort))),
            },
            Sequence<NamedPort>.Of(ports.Select(static port => new NamedPort(port.Name, (ushort)port.Port))),
            ObjectNames.WaypointOf(service.Metadata, service.Metadata.Namespace));
    }

    private static bool IsKnown(ServicePortItem port) =>
        port is { Protocol: "TCP", Port: > 0 and <= ushort.MaxValue, NodePort: >= 0 and <= ushort.MaxValue };

    // "None" of a headless service is no address.
    private IEnumerable<NetworkAddress> Addresses(Service service)
    {
        var texts = (service.Spec.ClusterIps ?? []).Append(service.Spec.ClusterIp)
            .Concat(service.Spec.ExternalIps ?? [])
            .Concat((service.Status.LoadBalancer.Ingress ?? []).Select(static each => each?.Ip));
        foreach (var text in texts.Distinct())
        {
            if (AddressKey.TryParse(text, out var key))
            {
                yield return new(key, cluster.Network);
            }
        }
    }
}
