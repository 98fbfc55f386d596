using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Grouping;

/// <summary>How many edges are well and share what others may be ill of: the control group.</summary>
internal sealed class Clearings
{
    private readonly Dictionary<(VerdictClass Accused, AlertSubject Subject), int> _well = [];

    /// <param name="healthy">Edges that are well and had traffic to say so.</param>
    /// <param name="accused">The classes somebody is accused of.</param>
    public Clearings(IEnumerable<EdgeSummary> healthy, IReadOnlyCollection<VerdictClass> accused)
    {
        if (accused.Count == 0)
        {
            return;
        }

        foreach (var edge in healthy)
        {
            foreach (var owner in accused)
            {
                foreach (var subject in Candidates.ClearedBy(edge, owner))
                {
                    _well[(owner, subject)] = Of(owner, subject) + 1;
                }
            }
        }
    }

    public int Of(VerdictClass accused, AlertSubject subject) => _well.GetValueOrDefault((accused, subject));
}
