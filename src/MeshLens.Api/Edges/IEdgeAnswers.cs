using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Edges;

namespace MeshLens.Api.Edges;

/// <summary>What can be asked about one edge. Each answer is null for an edge on which no traffic was seen.</summary>
public interface IEdgeAnswers
{
    Task<Diagnosis?> Diagnose(EdgeKey edge);

    Task<EdgeHistory?> History(EdgeKey edge);

    Task<EdgeSnapshot?> Snapshot(EdgeKey edge);
}
