using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The catalog's answers without a silo.</summary>
internal sealed class FakeCatalog : IEdgeCatalog
{
    private readonly Channel<EdgeChanges> _changes = Channel.CreateUnbounded<EdgeChanges>();

    public ConcurrentDictionary<string, EdgeSummary> Edges { get; } = new(StringComparer.Ordinal);

    public void Put(EdgeSummary edge)
    {
        Edges[edge.Id] = edge;
        _changes.Writer.TryWrite(new([new(edge, VerdictChanged: true, Removed: false)], 0));
    }

    public void Remove(EdgeSummary edge)
    {
        Edges.TryRemove(edge.Id, out _);
        _changes.Writer.TryWrite(new([new(edge, VerdictChanged: false, Removed: true)], 0));
    }

    public ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default)
    {
        var all = Edges.Values.OrderBy(static edge => edge.Id, StringComparer.Ordinal).ToList();
        return new(new EdgePage([.. all.Skip(query.Offset).Take(query.Limit)], all.Count, []));
    }

    public ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default) => new(Edges.GetValueOrDefault(edgeId));

    public async IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var changes in _changes.Reader.ReadAllAsync(cancellation))
        {
            yield return changes;
        }
    }
}
