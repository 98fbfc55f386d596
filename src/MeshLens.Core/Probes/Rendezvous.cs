namespace MeshLens.Core.Probes;

/// <summary>
/// Which nodes a node probes when there are too many to probe all: those whose hash with its own name is highest.
/// </summary>
/// <remarks>
/// Rendezvous hashing (Thaler and Ravishankar, 1998): everybody who knows the names chooses alike without talking, and a node that comes
/// or goes changes no choice but those that fall on it. Names decide, so a node that gets another address keeps its peers.
/// </remarks>
public static class Rendezvous
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>At most <paramref name="count"/> of the candidates, highest weight first; never the node itself.</summary>
    public static List<T> Choose<T>(string node, IEnumerable<T> candidates, Func<T, string> nameOf, int count)
    {
        var best = new PriorityQueue<T, (ulong Weight, string Name)>();
        foreach (var candidate in candidates)
        {
            if (nameOf(candidate) is var name && name != node)
            {
                best.Enqueue(candidate, (Weight(node, name), name));
                if (best.Count > count)
                {
                    best.Dequeue();
                }
            }
        }

        List<T> chosen = [];
        while (best.TryDequeue(out var next, out _))
        {
            chosen.Insert(0, next);
        }

        return chosen;
    }

    /// <summary>The weight of a pair, which has a direction: that a probes b says nothing of whether b probes a.</summary>
    public static ulong Weight(string from, string to)
    {
        var hash = Add(Add(Basis, from) * Prime, to);

        // FNV leaves the last letters in the low bits alone; names of nodes differ in their last letters.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    private static ulong Add(ulong hash, string text)
    {
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }
}
