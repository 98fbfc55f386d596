using MeshLens.Grains.Edges;
using Orleans;

namespace MeshLens.Tracing.Incidents;

/// <summary>Asks the edge itself. Only edges that the catalog told of are asked.</summary>
internal sealed class GrainIncidents(IGrainFactory grains) : IIncidentSource
{
    public Task<EdgeHistory?> HistoryOf(string edge) => grains.GetGrain<IEdgeGrain>(edge).History();
}
