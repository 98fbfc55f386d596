using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>How many records of a window carried a flag.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-flag-count")]
public readonly record struct HopFlagCount(
    [property: Id(0)] ResponseFlag Flag,
    [property: Id(1)] ulong Count);
