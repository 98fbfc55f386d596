using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Grains.Mesh;

/// <summary>The answer where no control plane is read.</summary>
public sealed class NoEdgeConfigurations : IEdgeConfigurations
{
    public EdgeConfiguration? Find(EdgeKey edge, Party source, Party destination) => null;
}
