using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>
/// The part of the excess that each class explains, 0 to 1, adding up to 1 (all zero without excess). Without a baseline,
/// parts of the whole.
/// </summary>
[GenerateSerializer, Immutable, Alias("meshlens.latency-shares")]
public readonly record struct LatencyShares(
    [property: Id(0)] double Network,
    [property: Id(1)] double MeshConfig,
    [property: Id(2)] double Application,
    [property: Id(3)] double Unexplained);
