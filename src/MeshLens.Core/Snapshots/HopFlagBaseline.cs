using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>How many requests per window carried a flag when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-flag-baseline")]
public readonly record struct HopFlagBaseline(
    [property: Id(0)] ResponseFlag Flag,
    [property: Id(1)] RateBaseline Rate);
