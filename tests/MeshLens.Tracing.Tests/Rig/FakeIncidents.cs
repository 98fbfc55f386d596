using System.Collections.Concurrent;
using MeshLens.Grains.Edges;
using MeshLens.Tracing.Incidents;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>What edges would remember.</summary>
internal sealed class FakeIncidents : IIncidentSource
{
    public ConcurrentDictionary<string, EdgeHistory> Histories { get; } = new(StringComparer.Ordinal);

    /// <summary>How many questions are not answered.</summary>
    public int Failures { get; set; }

    /// <summary>How many were asked.</summary>
    public int Asked { get; private set; }

    public Task<EdgeHistory?> HistoryOf(string edge)
    {
        Asked++;
        return Failures-- > 0 ? throw new TimeoutException("The edge moves.") : Task.FromResult(Histories.GetValueOrDefault(edge));
    }
}
