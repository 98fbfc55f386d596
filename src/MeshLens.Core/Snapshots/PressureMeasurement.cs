using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>The pressure on one end of an edge beside what it was when the edge was well.</summary>
/// <param name="RunQueueShare">Baseline of run-queue time as a share of observed time, per window; null when unknown.</param>
/// <param name="ThrottledShare">Baseline of throttled time as a share of observed time, per window; null when unknown.</param>
/// <param name="CpuPressure">Baseline of <see cref="HostPressure.CpuPressure"/>; null when unknown.</param>
/// <param name="MemoryPressure">Baseline of <see cref="HostPressure.MemoryPressure"/>; null when unknown.</param>
/// <param name="IoPressure">Baseline of <see cref="HostPressure.IoPressure"/>; null when unknown.</param>
[GenerateSerializer, Immutable, Alias("meshlens.pressure-measurement")]
public readonly record struct PressureMeasurement(
    [property: Id(0)] HostPressure Now,
    [property: Id(1)] RateBaseline? RunQueueShare,
    [property: Id(2)] RateBaseline? ThrottledShare,
    [property: Id(3)] RateBaseline? CpuPressure = null,
    [property: Id(4)] RateBaseline? MemoryPressure = null,
    [property: Id(5)] RateBaseline? IoPressure = null);
