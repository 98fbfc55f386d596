using System.Runtime.CompilerServices;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Api.Tests.Fakes;

/// <summary>A catalog with the edges it is given; remembers what it was asked.</summary>
internal sealed class FakeCatalog : IEdgeCatalog
{
    public List<EdgeSummary> Edges { get; } = [];

    public List<EdgeChanges> Changes { get; } = [];

    public EdgeQuery? Asked { get; private set; }

    /// <summary>Watchers are refused.</summary>
    public bool IsFull { get; set; }

    public ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default)
    {
        Asked = query;
        return ValueTask.FromResult(new EdgePage(Edges, Edges.Count, new() { [VerdictClass.MeshConfig] = 1 }));
    }

    public ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default) =>
        ValueTask.FromResult(Edges.Find(edge => edge.Id == edgeId));

    public async IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Asked = filter;
        if (IsFull)
        {
            throw new TooManyWatchersException(256);
        }

        foreach (var changes in Changes)
        {
            await Task.Yield();
            yield return changes;
        }
    }
}
