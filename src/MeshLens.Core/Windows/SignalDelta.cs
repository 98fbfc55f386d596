using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What one signal gained in a window.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.signal-delta")]
public readonly record struct SignalDelta(
    [property: Id(0)] Signal Signal,
    [property: Id(1)] ExponentialHistogram Histogram);
