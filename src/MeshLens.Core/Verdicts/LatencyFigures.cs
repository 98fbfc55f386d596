using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Client turns of a window in milliseconds. Quantiles are shown and never subtracted.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.latency-figures")]
public readonly record struct LatencyFigures(
    [property: Id(0)] double Mean,
    [property: Id(1)] double P50,
    [property: Id(2)] double P90,
    [property: Id(3)] double P99);
