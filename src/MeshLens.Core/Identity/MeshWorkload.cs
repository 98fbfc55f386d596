namespace MeshLens.Core.Identity;

/// <summary>One replica that has an address: a pod, or an endpoint outside the cluster.</summary>
public sealed record MeshWorkload
{
    /// <summary>Unique within its source.</summary>
    public required string Uid { get; init; }

    /// <summary>Its Kubernetes namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>What it is a replica of: the name of the Deployment, StatefulSet, …; its own name when of nothing.</summary>
    public required string Name { get; init; }

    /// <summary>Its own name: that of the pod.</summary>
    public string Pod { get; init; } = "";

    /// <summary>The pod's UID in Kubernetes; <see cref="Guid.Empty"/> when the source does not say.</summary>
    public Guid PodUid { get; init; }

    /// <summary>The cluster it runs in; empty when the source does not say.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The network of its addresses; empty for the default one.</summary>
    public string Network { get; init; } = "";

    /// <summary>The node it runs on; empty when unknown.</summary>
    public string Node { get; init; } = "";

    /// <summary>Where that is; empty when unknown.</summary>
    public string Region { get; init; } = "";

    /// <summary>Where that is, within the region; empty when unknown.</summary>
    public string Zone { get; init; } = "";

    /// <summary>What it does in the mesh, as far as its source tells.</summary>
    public WorkloadRole Role { get; init; }

    /// <summary>How it is reached through the mesh.</summary>
    public MeshTunnel Tunnel { get; init; }

    /// <summary>Where its proxy shows its metrics, as the pod itself says; zero for the usual port.</summary>
    public int MetricsPort { get; init; }

    /// <summary>Its addresses are its node's, shared with everything else there.</summary>
    public bool IsHostNetwork { get; init; }

    /// <summary>It takes traffic.</summary>
    public bool IsHealthy { get; init; } = true;

    /// <summary>The service id of the waypoint in front of it, or the waypoint's address; empty when there is none.</summary>
    public string Waypoint { get; init; } = "";

    /// <summary>Its addresses.</summary>
    public Sequence<AddressKey> Addresses { get; init; }

    /// <summary>What it serves.</summary>
    public Sequence<ServiceMembership> Services { get; init; }
}
