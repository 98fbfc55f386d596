using MeshLens.Agent.Host;
using MeshLens.Agent.Pressure;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Loading;

/// <summary>What this host keeps records of, as far as an answer depends on it.</summary>
internal readonly record struct HostRecords(bool RunQueue, bool Pressure, bool Quotas)
{
    public static HostRecords Read(IHostFiles files) => new(HasRunQueue(files), HasPressure(files), HasQuotas(files));

    // A kernel that could keep them but was not told to shows three zeros; a process that runs was put on a CPU at least once.
    private static bool HasRunQueue(IHostFiles files) => files.ReadWhole("/proc/self/schedstat").IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;

    // The file may be there and refuse to be read (psi=0).
    private static bool HasPressure(IHostFiles files) => StallTotal.TryParse(files.ReadWhole("/proc/pressure/cpu"), out _);

    private static bool HasQuotas(IHostFiles files)
    {
        var mounts = CgroupMounts.Read(files);
        return (mounts.Cpu is not null && files.ReadWhole(mounts.Cpu + "/cpu.stat").IndexOf("nr_throttled"u8) >= 0)
            || (mounts.Unified is not null && CgroupMembership.Names(files.ReadWhole(mounts.Unified + "/cgroup.controllers").Trim("\n "u8), "cpu"u8, (byte)' '));
    }
}
