using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What one part of a hop's time was when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.hop-part-baseline")]
public readonly record struct HopPartBaseline(
    [property: Id(0)] HopPart Part,
    [property: Id(1)] SignalBaseline Baseline);
