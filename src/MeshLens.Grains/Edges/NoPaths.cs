using MeshLens.Core.Snapshots;

namespace MeshLens.Grains.Edges;

/// <summary>Where nobody probes.</summary>
internal sealed class NoPaths : IPathProbes
{
    public PathProbes? Between(string cluster, IReadOnlyCollection<string> from, IReadOnlyCollection<string> to) => null;
}
