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
    private int _readings;

    /// <summary>The edges there are now.</summary>
    public EdgeIndex Index => _index ?? Make();

    public void Put(EdgeSummary summary)
    {
        lock (_gate)
        {
            if (_edges.TryGetValue(summary.Id, out var edge))
            {
                edge.Learn(summary);
                edge.ToldIn = _readings;
            }
            else if (EdgeKey.TryParse(summary.Id, out var key))
            {
                _edges.Add(summary.Id, new(key, summary, options.Value.LinkTo) { ToldIn = _readings });
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

    /// <summary>
    /// All edges were read: removes those that neither this reading nor the one before told, nor any change since. One that was told
    /// while the others were read, or lay between two pages of a list that changed, stays.
    /// </summary>
    public void Sweep()
    {
        lock (_gate)
        {
            foreach (var (id, _) in _edges.Where(each => each.Value.ToldIn < _readings - 1).ToArray())
            {
                _edges.Remove(id);
                _index = null;
            }

            _readings++;
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
