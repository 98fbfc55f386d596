namespace MeshLens.Grains.Mesh;

/// <summary>One cluster as MeshLens reads it from its API server.</summary>
public sealed record ClusterView
{
    public required string Name { get; init; }
    public required string Server { get; init; }

    /// <summary>Everything is read and kept up to date.</summary>
    public bool Live { get; init; }
    public int Workloads { get; init; }
    public int Services { get; init; }
    public int Nodes { get; init; }

    public IReadOnlyList<ObjectKindView> Kinds { get; init; } = [];
}
