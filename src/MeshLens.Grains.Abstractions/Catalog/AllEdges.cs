using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Grains.Catalog;

/// <summary>The summaries of all edges at one moment, in no order.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.all-edges")]
public sealed record AllEdges([property: Id(0)] List<EdgeSummary> Edges);
