using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The mean of one part of the time, on one leg, by the best source that tells it.</summary>
/// <param name="Name">
/// <c>handshake</c>, <c>path</c>, <c>queueing</c>, <c>service</c>, <c>pickup</c>, <c>dns</c> …; of a proxy <c>receive</c>, <c>before-upstream</c>,
/// <c>pool-wait</c>, <c>connect</c>, <c>tls</c>, <c>send</c>, <c>upstream-wait</c>, <c>response-filters</c>, <c>body</c>, <c>after</c>.
/// </param>
/// <param name="BaselineMs">Null when the edge was never seen well.</param>
/// <param name="Source">Who measured it.</param>
/// <param name="Proxy">Whose time it is, where it is a proxy's.</param>
/// <param name="Witnesses">What other sources say of it; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("meshlens.latency-component")]
public readonly record struct LatencyComponent(
    [property: Id(0)] string Name,
    [property: Id(1)] Leg Leg,
    [property: Id(2)] double Ms,
    [property: Id(3)] double? BaselineMs,
    [property: Id(4)] SourceKind Source = SourceKind.Kernel,
    [property: Id(5)] AccessReporter? Proxy = null,
    [property: Id(6)] List<ComponentWitness>? Witnesses = null);
