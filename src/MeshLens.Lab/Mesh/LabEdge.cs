namespace MeshLens.Lab.Mesh;

/// <summary>A service pair of the mesh.</summary>
public readonly record struct LabEdge(string Source, string Destination)
{
    /// <inheritdoc />
    public override string ToString() => $"{Source} → {Destination}";
}
