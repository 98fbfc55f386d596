using Orleans;

namespace MeshLens.Core.Telemetry;

/// <summary>What a counter of a cluster gained.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.cluster-count")]
public readonly record struct ClusterCount(
    [property: Id(0)] ClusterCounter Counter,
    [property: Id(1)] ulong Value);
