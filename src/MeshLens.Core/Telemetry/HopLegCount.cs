using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>How many connections or requests a proxy sent over one leg.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-leg-count")]
public readonly record struct HopLegCount(
    [property: Id(0)] Leg Leg,
    [property: Id(1)] ulong Count);
