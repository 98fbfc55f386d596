using MeshLens.Grains.Edges;

namespace MeshLens.Tracing.Incidents;

/// <summary>What an edge remembers of itself.</summary>
internal interface IIncidentSource
{
    /// <summary>Null for an edge nobody knows.</summary>
    Task<EdgeHistory?> HistoryOf(string edge);
}
