using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One counter of the closed window beside what it was when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.counter-measurement")]
public readonly record struct CounterMeasurement(
    [property: Id(0)] Counter Counter,
    [property: Id(1)] ulong Value,
    [property: Id(2)] RateBaseline? Baseline);
