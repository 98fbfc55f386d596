using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One signal of the closed window beside what it was when the edge was well.</summary>
/// <param name="Baseline">Null when the edge was never seen well long enough.</param>
[GenerateSerializer, Immutable, Alias("meshlens.signal-measurement")]
public readonly record struct SignalMeasurement(
    [property: Id(0)] Signal Signal,
    [property: Id(1)] ExponentialHistogram Histogram,
    [property: Id(2)] SignalBaseline? Baseline);
