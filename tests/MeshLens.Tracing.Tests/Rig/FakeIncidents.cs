using System.Collections.Concurrent;
using MeshLens.Grains.Edges;
using MeshLens.Tracing.Incidents;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>What edges would remember.</summary>
internal sealed class FakeIncidents : IIncidentSource
{
    public ConcurrentDictionary<string, EdgeHistory> Histories { get; } = new(StringComparer.Ordinal);

    public Task<EdgeHistory?> HistoryOf(string edge) => Task.FromResult(Histories.GetValueOrDefault(edge));
}
