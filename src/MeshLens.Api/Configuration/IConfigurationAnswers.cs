using MeshLens.Core.Edges;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Api.Configuration;

/// <summary>What can be asked about the mesh's configuration.</summary>
public interface IConfigurationAnswers
{
    /// <summary>What rules find in it, the worst first; empty when no control plane is read.</summary>
    IReadOnlyList<Finding> Findings { get; }

    /// <summary>Why there may be more to find than was found, one sentence each.</summary>
    IReadOnlyList<string> Missing { get; }

    /// <summary>What applies to an edge; null when no control plane knows its destination.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="onset">When it became slow, to rank what changed; null otherwise.</param>
    EdgeConfiguration? Find(EdgeKey edge, DateTimeOffset? onset);
}
