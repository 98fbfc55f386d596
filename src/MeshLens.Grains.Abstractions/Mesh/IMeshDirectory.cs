namespace MeshLens.Grains.Mesh;

/// <summary>How it stands with what MeshLens is told about the mesh.</summary>
public interface IMeshDirectory
{
    MeshStatus Status();
}
