namespace MeshLens.Core.Probes;

/// <summary>
/// Which nodes a node probes when there are too many to probe all: those whose hash with its own name is highest.
/// </summary>
/// <remarks>
/// Rendezvous hashing (Thaler and Ravishankar, 1998): everybody who knows the names chooses alike without talking, and a node that comes
/// or goes changes no choice but those that fall on it. Names decide, so a node that gets another address keeps its peers. Names are hashed
/// once and pairs of hashes mixed, because a server chooses for each of a thousand nodes among a thousand.
/// </remarks>
public static class Rendezvous
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>At most <paramref name="count"/> of the candidates, highest weight first; never the node itself.</summary>
    public static List<T> Choose<T>(string node, IEnumerable<T> candidates, Func<T, string> nameOf, int count) =>
        new RendezvousCandidates<T>(candidates, nameOf).Choose(node, count);

    /// <summary>The weight of a pair, which has a direction: that a probes b says nothing of whether b probes a.</summary>
    public static ulong Weight(string from, string to) => Weight(HashOf(from), HashOf(to));

    /// <summary>The weight of a pair by the hashes of its names.</summary>
    internal static ulong Weight(ulong from, ulong to) => Mix(from ^ (to * Prime));

    internal static ulong HashOf(string name)
    {
        var hash = Basis;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * Prime;
        }

        // FNV leaves the last letters in the low bits alone; names of nodes differ in their last letters.
        return Mix(hash);
    }

    // The finish of MurmurHash3.
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
