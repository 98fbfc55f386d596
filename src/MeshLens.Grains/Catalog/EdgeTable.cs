using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>Summaries by id, and the answers to questions about all of them.</summary>
internal sealed class EdgeTable(int capacity)
{
    private readonly Dictionary<string, EdgeSummary> _edges = new(StringComparer.Ordinal);

    public int Count => _edges.Count;

    /// <summary>What the new summary changes; null when there is no room for another edge.</summary>
    public EdgeChange? Put(EdgeSummary edge)
    {
        if (_edges.TryGetValue(edge.Id, out var before))
        {
            _edges[edge.Id] = edge;
            return new(edge, before.Class != edge.Class || before.Cause != edge.Cause, Removed: false);
        }

        return _edges.Count < capacity && _edges.TryAdd(edge.Id, edge) ? new(edge, VerdictChanged: true, Removed: false) : null;
    }

    /// <summary>Null when it was not there.</summary>
    public EdgeChange? Remove(string edgeId) =>
        _edges.Remove(edgeId, out var edge) ? new(edge, VerdictChanged: false, Removed: true) : null;

    public List<EdgeSummary> All() => [.. _edges.Values];

    public EdgeSummary? Find(string edgeId) => _edges.GetValueOrDefault(edgeId);

    /// <summary>Ids of edges whose last window ended before <paramref name="before"/>.</summary>
    public List<string> SilentSince(DateTimeOffset before) =>
        [.. _edges.Values.Where(edge => edge.WindowEnd < before).Select(edge => edge.Id)];

    public EdgePage List(EdgeQuery query)
    {
        var offset = Math.Max(0, query.Offset);
        var limit = Math.Clamp(query.Limit, 1, EdgeQuery.MaxLimit);
        var first = new BestFirst(EdgeOrdering.Of(query.Order), (int)Math.Min(_edges.Count, (long)offset + limit));
        var byClass = new int[Enum.GetValues<VerdictClass>().Length];
        var total = 0;
        foreach (var edge in _edges.Values)
        {
            if (!query.AdmitsBesidesClass(edge))
            {
                continue;
            }

            byClass[(int)edge.Class]++;
            if (query.Class is null || query.Class == edge.Class)
            {
                total++;
                first.Add(edge);
            }
        }

        return new(first.Take(offset), total, Counted(byClass));
    }

    private static Dictionary<VerdictClass, int> Counted(int[] byClass) => byClass
        .Index().Where(count => count.Item > 0).ToDictionary(count => (VerdictClass)count.Index, count => count.Item);
}
