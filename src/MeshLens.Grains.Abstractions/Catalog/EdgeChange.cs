using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Grains.Catalog;

/// <summary>One edge's new summary.</summary>
/// <param name="VerdictChanged">Its class or cause is another one than before; otherwise only its numbers moved.</param>
/// <param name="Removed">The edge was silent for so long that it left the catalog.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-change")]
public sealed record EdgeChange(
    [property: Id(0)] EdgeSummary Edge,
    [property: Id(1)] bool VerdictChanged,
    [property: Id(2)] bool Removed);
