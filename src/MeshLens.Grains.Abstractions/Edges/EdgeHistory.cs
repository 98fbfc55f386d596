using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Grains.Edges;

/// <summary>What an edge remembers of itself.</summary>
/// <param name="Windows">The closed windows of the last hour that had traffic, oldest first.</param>
/// <param name="Incidents">The last incidents, oldest first; an open one has no end.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-history")]
public sealed record EdgeHistory(
    [property: Id(0)] List<WindowSummary> Windows,
    [property: Id(1)] List<Incident> Incidents);
