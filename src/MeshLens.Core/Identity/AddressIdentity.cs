namespace MeshLens.Core.Identity;

/// <summary>What an address is.</summary>
public readonly record struct AddressIdentity
{
    /// <summary>By what it was recognised.</summary>
    public required AddressMatch Match { get; init; }

    /// <summary>Who said so.</summary>
    public required MeshSource Source { get; init; }

    /// <summary>The replica; null when the address is a service's or a node's.</summary>
    public MeshWorkload? Workload { get; init; }

    /// <summary>The service: the one that was called, or the only one that the workload serves on this port.</summary>
    public ServiceHandle? Service { get; init; }

    /// <summary>The node, when the address is a node's own.</summary>
    public MeshNode? Node { get; init; }

    /// <summary>The service's own port where the address's port stands for it, else the port that was asked for.</summary>
    public int Port { get; init; }

    /// <summary>The one before the present owner, or one that is gone: the answer is about the past.</summary>
    public bool IsPast { get; init; }

    /// <summary>The cluster; empty when nobody says.</summary>
    public string Cluster => Workload?.Cluster ?? Node?.Cluster ?? Service?.Content?.Cluster ?? "";

    /// <summary>What it does in the mesh: a workload of a service that others are reached through is a waypoint.</summary>
    public WorkloadRole Role => Service is { IsWaypoint: true } ? WorkloadRole.Waypoint : Workload?.Role ?? WorkloadRole.Application;
}
