using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Edges;

/// <summary>Is told when something that was wrong with an edge is over.</summary>
public interface IIncidentFollower
{
    /// <param name="edge">The edge as it is now.</param>
    /// <param name="phases">
    /// What followed without a break, oldest first: one per cause, each but the last ended by <see cref="IncidentEnd.CauseChanged"/>. Never
    /// empty. The same ones may come again after a restart.
    /// </param>
    /// <remarks>Called while the edge works: it must return at once and not throw.</remarks>
    void Ended(EdgeSummary edge, IReadOnlyList<Incident> phases);
}
