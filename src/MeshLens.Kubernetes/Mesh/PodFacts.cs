using MeshLens.Core.Identity;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>What is kept of a pod.</summary>
internal sealed record PodFacts
{
    public required string Key { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public Guid Uid { get; init; }

    public string Node { get; init; } = "";

    public bool IsHostNetwork { get; init; }

    public bool IsReady { get; init; }

    public MeshTunnel Tunnel { get; init; }

    public WorkloadRole Role { get; init; }

    public int MetricsPort { get; init; }

    public string Waypoint { get; init; } = "";

    public Sequence<AddressKey> Addresses { get; init; }
}
