namespace MeshLens.Alerting.Grouping;

/// <summary>Finds the fewest things that, being broken, explain all edges in trouble.</summary>
/// <remarks>
/// Greedy set cover: again and again the subject that explains most edges of those that are <see cref="Belief">believed</see>, until all are
/// explained. Where several explain as many, the most exact one is named, by <see cref="SubjectKind"/>. An edge always explains itself.
/// </remarks>
internal static class Grouper
{
    public static List<(AlertSubject Subject, List<Accusation> Explained)> Explain(IReadOnlyCollection<Accusation> accusations, Clearings well)
    {
        var belief = new Belief(accusations, well);
        var open = accusations.Where(static accusation => !accusation.IsPlaced).Select(static accusation => accusation.Key).ToHashSet();
        var counts = Count(accusations, belief);
        var queue = new PriorityQueue<AlertSubject, Rank>(Comparer<Rank>.Create(Rank.BestFirst));
        queue.EnqueueRange(counts.Select(pair => (pair.Key, new Rank(pair.Value, belief.Cleared(pair.Key), pair.Key))));

        List<(AlertSubject, List<Accusation>)> found = [];
        while (open.Count > 0 && queue.TryDequeue(out var subject, out var rank))
        {
            if (counts[subject] != rank.Explains)
            {
                // Others explain some of its edges by now: it waits for its turn with what is left.
                queue.Enqueue(subject, rank with { Explains = counts[subject] });
                continue;
            }

            List<Accusation> explained = [.. belief.Accusers(subject).Where(accusation => open.Remove(accusation.Key))];
            found.AddRange(explained.Count > 0 ? [(subject, explained)] : []);
            foreach (var candidate in explained.SelectMany(static accusation => accusation.Candidates).Where(belief.Has))
            {
                counts[candidate]--;
            }
        }

        return found;
    }

    private static Dictionary<AlertSubject, int> Count(IEnumerable<Accusation> accusations, Belief belief)
    {
        Dictionary<AlertSubject, int> counts = [];
        foreach (var subject in accusations.Where(static accusation => !accusation.IsPlaced).SelectMany(static accusation => accusation.Candidates).Where(belief.Has))
        {
            counts[subject] = counts.GetValueOrDefault(subject) + 1;
        }

        return counts;
    }

    private readonly record struct Rank(int Explains, int Cleared, AlertSubject Subject)
    {
        public static int BestFirst(Rank left, Rank right)
        {
            var order = right.Explains.CompareTo(left.Explains);
            order = order != 0 ? order : left.Subject.Kind.CompareTo(right.Subject.Kind);
            order = order != 0 ? order : left.Cleared.CompareTo(right.Cleared);
            return order != 0 ? order : string.CompareOrdinal(left.Subject.Name, right.Subject.Name);
        }
    }
}
