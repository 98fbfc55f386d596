namespace MeshLens.Tracing.Edges;

/// <summary>Finds the one edge between two ends that may be called several things. Where two edges fit equally well, none does.</summary>
internal static class EdgeMatch
{
    /// <summary>Of all pairs of names, surest first, the first that leads to one edge.</summary>
    public static WatchedEdge? Between(EdgeIndex edges, List<Candidate> sources, List<Candidate> destinations, string cluster)
    {
        foreach (var destination in destinations)
        {
            foreach (var source in sources)
            {
                if (Between(edges, source, destination, cluster) is { } edge)
                {
                    return edge;
                }
            }
        }

        return null;
    }

    /// <summary>The one edge from these sources to a port: for servers that have no name, as on a loopback address.</summary>
    public static WatchedEdge? AtPort(EdgeIndex edges, List<Candidate> sources, int port)
    {
        WatchedEdge? only = null;
        var count = 0;
        foreach (var edge in edges.At(port))
        {
            if (sources.Exists(source => source.IsSource(edge.Key)))
            {
                (only, count) = (edge, count + 1);
            }
        }

        return count == 1 ? only : null;
    }

    private static WatchedEdge? Between(EdgeIndex edges, Candidate source, Candidate destination, string cluster)
    {
        WatchedEdge? best = null;
        var (bestRank, isTied) = (-1, false);
        foreach (var edge in edges.From(source.Name))
        {
            if (!source.IsSource(edge.Key) || !destination.IsDestination(edge.Key))
            {
                continue;
            }

            // A name without a namespace means the caller's own, as it does for who looks it up.
            var rank = (edge.Key.DestinationNamespace == edge.Key.SourceNamespace ? 2 : 0) + (edge.Key.Cluster == cluster ? 1 : 0);
            (isTied, best, bestRank) = rank > bestRank ? (false, edge, rank) : rank == bestRank ? (true, best, bestRank) : (isTied, best, bestRank);
        }

        return isTied ? null : best;
    }
}
