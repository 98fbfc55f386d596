namespace MeshLens.Core.Probes;

/// <summary>Nodes whose names are hashed once, for many to choose among.</summary>
/// <param name="candidates">The nodes.</param>
/// <param name="nameOf">Their names.</param>
public sealed class RendezvousCandidates<T>(IEnumerable<T> candidates, Func<T, string> nameOf)
{
    private readonly Candidate[] _all = [.. candidates.Select(node => new Candidate(Rendezvous.HashOf(nameOf(node)), nameOf(node), node))];

    /// <summary>At most <paramref name="count"/> of them, highest weight first; never the node itself.</summary>
    /// <param name="node">Who chooses.</param>
    /// <param name="count">How many.</param>
    /// <param name="may">Whom it may choose; null: everybody.</param>
    public List<T> Choose(string node, int count, Func<T, bool>? may = null)
    {
        var best = new List<(ulong Weight, Candidate Candidate)>(Math.Clamp(count, 0, _all.Length) + 1);
        var own = Rendezvous.HashOf(node);
        foreach (var candidate in count > 0 ? _all : [])
        {
            // Nearly all end here: a thousand candidates change the best ten about fifty times.
            var weight = Rendezvous.Weight(own, candidate.Hash);
            if ((best.Count < count || weight >= best[^1].Weight) && candidate.Name != node && may?.Invoke(candidate.Node) != false)
            {
                Insert(best, (weight, candidate), count);
            }
        }

        return [.. best.Select(static each => each.Candidate.Node)];
    }

    private static void Insert(List<(ulong Weight, Candidate Candidate)> best, (ulong Weight, Candidate Candidate) next, int count)
    {
        var at = best.Count;
        while (at > 0 && IsBefore(next, best[at - 1]))
        {
            at--;
        }

        best.Insert(at, next);
        if (best.Count > count)
        {
            best.RemoveAt(count);
        }
    }

    // The order in which candidates were given must not matter.
    private static bool IsBefore((ulong Weight, Candidate Candidate) one, (ulong Weight, Candidate Candidate) other) =>
        one.Weight != other.Weight ? one.Weight > other.Weight : string.CompareOrdinal(one.Candidate.Name, other.Candidate.Name) < 0;

    private readonly record struct Candidate(ulong Hash, string Name, T Node);
}
