using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Grains.Mesh;

/// <summary>What is configured for edges. Every edge asks whenever a window closes, so an answer may cost no more than a look-up.</summary>
public interface IEdgeConfigurations
{
    /// <summary>What holds for an edge now; null when no control plane is read, or nothing was read yet. Never throws.</summary>
    EdgeConfiguration? Find(EdgeKey edge, Party source, Party destination);
}
