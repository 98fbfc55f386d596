using MeshLens.Core.Histograms;
using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What one part of a hop's time gained in a window.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-part-sum")]
public readonly record struct HopPartSum(
    [property: Id(0)] HopPart Part,
    [property: Id(1)] ExponentialHistogram Histogram);
