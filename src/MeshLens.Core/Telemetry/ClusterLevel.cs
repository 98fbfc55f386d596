using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>How something stood at single proxies, whose limits are each proxy's own.</summary>
/// <param name="Gauge">What.</param>
/// <param name="Least">At the proxy that had least.</param>
/// <param name="Most">At the proxy that had most.</param>
[GenerateSerializer, Immutable, Alias("meshlens.cluster-level")]
public readonly record struct ClusterLevel(
    [property: Id(0)] ClusterGauge Gauge,
    [property: Id(1)] ulong Least,
    [property: Id(2)] ulong Most);
