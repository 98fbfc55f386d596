using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Edges;

/// <summary>Where nobody asks.</summary>
internal sealed class NoIncidentFollower : IIncidentFollower
{
    public void Ended(EdgeSummary edge, IReadOnlyList<Incident> phases)
    {
    }
}
