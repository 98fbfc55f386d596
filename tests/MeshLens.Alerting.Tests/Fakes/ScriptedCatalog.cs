using System.Runtime.CompilerServices;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>A catalog of the edges that a test gives it, as of now.</summary>
internal sealed class ScriptedCatalog(WindowClock clock) : IEdgeCatalog
{
    public IReadOnlyList<EdgeSummary> Edges { get; set; } = [];

    public ValueTask<EdgePage> List(EdgeQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<AllEdges> All(CancellationToken cancellation = default) => new(new AllEdges(Fakes.Edges.At(clock.Now, Edges)));

    public ValueTask<EdgeSummary?> Find(string edgeId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public async IAsyncEnumerable<EdgeChanges> Watch(EdgeQuery filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        yield break;
    }
}
