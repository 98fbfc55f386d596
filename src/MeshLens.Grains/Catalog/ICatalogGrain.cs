using MeshLens.Core.Verdicts;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace MeshLens.Grains.Catalog;

/// <summary>The summaries of all edges. There is one, with key 0; it holds nothing that the edges do not tell again within a window.</summary>
[Alias("meshlens.catalog"), Version(1)]
internal interface ICatalogGrain : IGrainWithIntegerKey
{
    [Alias("publish")]
    Task Publish([Immutable] List<EdgeSummary> changed, [Immutable] List<string> gone);

    [AlwaysInterleave, Alias("list")]
    Task<EdgePage> List(EdgeQuery query);

    [AlwaysInterleave, Alias("all")]
    Task<AllEdges> All();

    [AlwaysInterleave, Alias("find")]
    Task<EdgeSummary?> Find(string edgeId);

    /// <summary>Tells an observer of changes for a while; repeat it to go on.</summary>
    [Alias("subscribe")]
    Task Subscribe(ICatalogObserver observer);
}
