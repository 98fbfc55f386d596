using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Edges;

/// <summary>Every edge with its last verdicts, in this process: a span must not wait for anybody to be asked.</summary>
/// <remarks>Written by <see cref="EdgeWatcher"/>. As large as the catalog lets it be.</remarks>
internal sealed class EdgeDirectory(IOptions<TracingOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedEdge> _edges = new(StringComparer.Ordinal);
    private volatile EdgeIndex? _index;
    private int _version;

    /// <summary>The edges there are now.</summary>
    public EdgeIndex Index => _index ?? Make();

    public void Put(EdgeSummary summary)
    {
        lock (_gate)
        {
            if (_edges.TryGetValue(summary.Id, out var edge))
            {
                edge.Learn(summary);
            }
            else if (EdgeKey.TryParse(summary.Id, out var key))
            {
                _edges.Add(summary.Id, new(key, summary, options.Value.LinkTo));
                _index = null;
            }
        }
    }

    public void Remove(string edgeId)
    {
        lock (_gate)
        {
            if (_edges.Remove(edgeId))
            {
                _index = null;
            }
        }
    }

    /// <summary>Removes what is not among these: changes that were missed.</summary>
    public void Keep(IReadOnlySet<string> edgeIds)
    {
        lock (_gate)
        {
            foreach (var gone in _edges.Keys.Where(id => !edgeIds.Contains(id)).ToArray())
            {
                _edges.Remove(gone);
                _index = null;
            }
        }
    }

    private EdgeIndex Make()
    {
        lock (_gate)
        {
            return _index ??= new(_edges.Values, ++_version);
        }
    }
}
