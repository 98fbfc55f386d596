namespace MeshLens.Tracing.Incidents;

/// <summary>Edges whose incidents are to be looked at, each once, bounded. Safe for concurrent callers.</summary>
internal sealed class EdgesToLookAt
{
    /// <summary>Of edges that wait.</summary>
    public const int Most = 4096;

    private readonly Lock _gate = new();
    private HashSet<string> _edges = new(StringComparer.Ordinal);

    /// <summary>False when there is no room.</summary>
    public bool Add(string edge)
    {
        lock (_gate)
        {
            return _edges.Contains(edge) || (_edges.Count < Most && _edges.Add(edge));
        }
    }

    /// <summary>All that wait: they are the caller's from now on.</summary>
    public IReadOnlyCollection<string> Take()
    {
        lock (_gate)
        {
            var taken = _edges;
            _edges = taken.Count == 0 ? taken : new(StringComparer.Ordinal);
            return taken.Count == 0 ? [] : taken;
        }
    }
}
