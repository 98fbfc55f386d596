using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Learns what one part of a hop's time is when the edge is well.</summary>
/// <remarks>Every part waits for what lies behind the proxy, so it is taught as turns are: no further than <see cref="Reach"/>.</remarks>
[GenerateSerializer, Alias("meshlens.hop-part-tracker")]
public readonly record struct HopPartTracker(
    [property: Id(0)] HopPart Part,
    [property: Id(1)] SignalTracker Time);
