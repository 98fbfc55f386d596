namespace MeshLens.Core.Identity;

/// <summary>What callers connect to: a Kubernetes service, or a host that a ServiceEntry brings into the mesh.</summary>
public sealed record MeshService
{
    /// <summary>Namespace and host name: <c>shop/payments.shop.svc.cluster.local</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The cluster, when it is the service of one; empty when it spans clusters.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>Its addresses; a headless service has none.</summary>
    public Sequence<NetworkAddress> Addresses { get; init; }

    /// <summary>Its ports.</summary>
    public Sequence<ServicePort> Ports { get; init; }

    /// <summary>The service id of the waypoint in front of it, or the waypoint's address; empty when there is none.</summary>
    public string Waypoint { get; init; } = "";

    /// <summary>Callers get the addresses of its workloads.</summary>
    public bool IsHeadless => Addresses.Count == 0;
}
