using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Grains.Catalog;

/// <summary>One page of edges.</summary>
/// <param name="Total">How many edges the query's filters let through, on all pages.</param>
/// <param name="ByClass">How many edges of each class pass the filters other than the class: what a reader may switch to.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-page")]
public sealed record EdgePage(
    [property: Id(0)] List<EdgeSummary> Edges,
    [property: Id(1)] int Total,
    [property: Id(2)] Dictionary<VerdictClass, int> ByClass);
