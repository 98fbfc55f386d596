using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The mean of one part of the time, on one leg.</summary>
/// <param name="Name"><c>handshake</c>, <c>path</c>, <c>queueing</c>, <c>service</c>, <c>pickup</c>, <c>dns</c> …</param>
/// <param name="BaselineMs">Null when the edge was never seen well.</param>
[GenerateSerializer, Immutable, Alias("meshlens.latency-component")]
public readonly record struct LatencyComponent(
    [property: Id(0)] string Name,
    [property: Id(1)] Leg Leg,
    [property: Id(2)] double Ms,
    [property: Id(3)] double? BaselineMs);
