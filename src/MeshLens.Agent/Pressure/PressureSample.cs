using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Pressure;

/// <summary>What held a process back in one interval.</summary>
/// <param name="Process">Whom.</param>
/// <param name="Interval">How long the interval was.</param>
/// <param name="RunQueueNs">Nanoseconds its threads were ready but waited for a CPU, summed over threads.</param>
/// <param name="CpuNs">Nanoseconds its threads ran, summed over threads.</param>
/// <param name="Throttling">What the CPU quota that held it back longest took: its cgroup's, or one above (not their sum, they overlap), summed over CPUs.</param>
/// <param name="Stalls">Pressure of its cgroup, or of the whole host where cgroups do not tell it.</param>
internal sealed record PressureSample(
    ProcessIdentity Process,
    TimeSpan Interval,
    ulong RunQueueNs,
    ulong CpuNs,
    CpuThrottling Throttling,
    StallShares Stalls);
