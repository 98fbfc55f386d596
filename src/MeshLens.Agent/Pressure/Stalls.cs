using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Pressure;

/// <summary>Total stall times in microseconds.</summary>
internal readonly record struct Stalls(ulong Cpu, ulong Memory, ulong Io)
{
    public static Stalls Read(CgroupPressure cgroups, CgroupMembership of) =>
        new(cgroups.Stalled(of, "cpu"), cgroups.Stalled(of, "memory"), cgroups.Stalled(of, "io"));

    public StallShares Since(Stalls before, TimeSpan interval) => new(
        Share(before.Cpu, Cpu, interval),
        Share(before.Memory, Memory, interval),
        Share(before.Io, Io, interval));

    private static double Share(ulong before, ulong now, TimeSpan interval) =>
        now > before ? Math.Min(1, (now - before) / interval.TotalMicroseconds) : 0;
}
