using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The catalog's answers without a silo.</summary>
internal sealed class FakeCatalog : IEdgeCatalog
{
    private readonly ConcurrentBag<Channel<EdgeChanges>> _watchers = [];

    /// <summary>How many watch.</summary>
    public int Watchers => _watchers.Count;

    public ConcurrentDictionary<string, EdgeSummary> Edges { get; } = new(StringComparer.Ordinal);

    public void Put(EdgeSummary edge)
    {
        Edges[edge.Id] = edge;
        Tell(new(edge, VerdictChanged: true, Removed: false));
    }

    public void Remove(EdgeSummary edge)
    {
        Edges.TryRemove(edge.Id, out _);
        Tell(new(edge, VerdictChanged: false, Removed: true));
    }

    public ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default)
    {
        var all = Edges.Values.OrderBy(static edge => edge.Id, StringComparer.Ordinal).ToList();
        return new(new EdgePage([.. all.Skip(query.Offset).Take(query.Limit)], all.Count, []));
    }

    public ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default) => new(Edges.GetValueOrDefault(edgeId));

    public async IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var watcher = Channel.CreateUnbounded<EdgeChanges>();
        _watchers.Add(watcher);
        await foreach (var changes in watcher.Reader.ReadAllAsync(cancellation))
        {
            yield return changes;
        }
    }

    private void Tell(EdgeChange change)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Writer.TryWrite(new([change], 0));
        }
    }
}
