namespace MeshLens.Grains.Mesh;

/// <summary>Control planes and clusters, how far what they say can be trusted, and what nobody says.</summary>
public sealed record MeshStatus
{
    public IReadOnlyList<ControlPlaneView> ControlPlanes { get; init; } = [];

    public IReadOnlyList<ClusterView> Clusters { get; init; } = [];

    /// <summary>What is read of proxies' metrics; null when nothing is.</summary>
    public MetricsView? Metrics { get; init; }

    /// <summary>Addresses that have a name from any of them.</summary>
    public int Addresses { get; init; }

    /// <summary>What cannot be seen, and the remedy.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What is odd or lost of what MeshLens is told, with counts since start.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
