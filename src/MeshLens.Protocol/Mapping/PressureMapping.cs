using MeshLens.Core.Windows;

namespace MeshLens.Protocol.Mapping;

/// <summary>Pressure on one process as an edge keeps it.</summary>
public static class PressureMapping
{
    /// <summary>False when a share is not a number; one beyond 0 to 1 is clamped.</summary>
    public static bool TryRead(V1.ProcessPressure pressure, out HostPressure read)
    {
        read = new()
        {
            IntervalNs = Plausible.Duration(pressure.IntervalNs),
            RunQueueNs = Plausible.Duration(pressure.RunQueueNs),
            CpuNs = Plausible.Duration(pressure.CpuNs),
            ThrottledPeriods = pressure.ThrottledPeriods,
            ThrottledNs = Plausible.Duration(pressure.ThrottledNs),
            CpuPressure = Math.Clamp(pressure.CpuPressure, 0, 1),
            MemoryPressure = Math.Clamp(pressure.MemoryPressure, 0, 1),
            IoPressure = Math.Clamp(pressure.IoPressure, 0, 1),
        };
        return double.IsFinite(pressure.CpuPressure) && double.IsFinite(pressure.MemoryPressure)
            && double.IsFinite(pressure.IoPressure);
    }
}
