using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What the processes of one end of an edge waited for in a window; several processes are summed.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.host-pressure")]
public sealed record HostPressure
{
    /// <summary>Observed time, in nanoseconds, summed over processes.</summary>
    [Id(0)] public ulong IntervalNs { get; set; }

    /// <summary>Runnable and not running, in nanoseconds, summed over threads.</summary>
    [Id(1)] public ulong RunQueueNs { get; set; }

    [Id(2)] public ulong CpuNs { get; set; }

    /// <summary>Quota periods in which the container was stopped, and for how long.</summary>
    [Id(3)] public uint ThrottledPeriods { get; set; }
    [Id(4)] public ulong ThrottledNs { get; set; }

    /// <summary>Pressure stall information: share of the interval in which some task waited, 0 to 1, the largest seen.</summary>
    [Id(5)] public double CpuPressure { get; set; }
    [Id(6)] public double MemoryPressure { get; set; }
    [Id(7)] public double IoPressure { get; set; }
}
