namespace MeshLens.Core.Windows;

/// <summary>The pressure on one end of an edge, added up over its processes.</summary>
internal static class PressureSum
{
    public static HostPressure Add(HostPressure? sum, HostPressure gained) => sum is null ? gained : new()
    {
        IntervalNs = Saturating.Add(sum.IntervalNs, gained.IntervalNs),
        RunQueueNs = Saturating.Add(sum.RunQueueNs, gained.RunQueueNs),
        CpuNs = Saturating.Add(sum.CpuNs, gained.CpuNs),
        ThrottledPeriods = Saturating.Add(sum.ThrottledPeriods, gained.ThrottledPeriods),
        ThrottledNs = Saturating.Add(sum.ThrottledNs, gained.ThrottledNs),
        CpuPressure = Math.Max(sum.CpuPressure, gained.CpuPressure),
        MemoryPressure = Math.Max(sum.MemoryPressure, gained.MemoryPressure),
        IoPressure = Math.Max(sum.IoPressure, gained.IoPressure),
    };
}
