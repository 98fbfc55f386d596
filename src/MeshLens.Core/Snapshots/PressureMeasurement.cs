using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>The pressure on one end of an edge beside what it was when the edge was well.</summary>
/// <param name="RunQueueShare">Baseline of run-queue time as a share of observed time, per window; null when unknown.</param>
/// <param name="ThrottledShare">Baseline of throttled time as a share of observed time, per window; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("meshlens.pressure-measurement")]
public readonly record struct PressureMeasurement(
    [property: Id(0)] HostPressure Now,
    [property: Id(1)] RateBaseline? RunQueueShare,
    [property: Id(2)] RateBaseline? ThrottledShare);
