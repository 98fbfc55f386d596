using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Edges;

/// <summary>Tells each incident of an edge once, when it is over with everything that it turned into.</summary>
internal sealed class EndedIncidents(IIncidentFollower follower)
{
    private DateTimeOffset _told = DateTimeOffset.MinValue;

    /// <summary>Takes for told what an earlier process saw end.</summary>
    public void Begin(IEnumerable<Incident> remembered)
    {
        foreach (var incident in remembered.Where(IsLast))
        {
            _told = incident.Since;
        }
    }

    /// <param name="edge">The edge as it is now.</param>
    /// <param name="incidents">All that it remembers, oldest first.</param>
    public void Follow(EdgeSummary edge, IReadOnlyList<Incident> incidents)
    {
        for (var position = 0; position < incidents.Count; position++)
        {
            if (IsLast(incidents[position]) && incidents[position].Since > _told)
            {
                _told = incidents[position].Since;
                follower.Ended(edge, Phases(incidents, position));
            }
        }
    }

    private static bool IsLast(Incident incident) => incident.End is not (IncidentEnd.Open or IncidentEnd.CauseChanged);

    private static List<Incident> Phases(IReadOnlyList<Incident> incidents, int last)
    {
        var first = last;
        while (first > 0 && incidents[first - 1].End == IncidentEnd.CauseChanged)
        {
            first--;
        }

        return [.. incidents.Skip(first).Take(last - first + 1)];
    }
}
