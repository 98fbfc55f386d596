using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Pressure;

/// <summary>Reads quota and stalls of the cgroups around a process.</summary>
internal sealed class CgroupPressure(IHostFiles files, CgroupMounts mounts)
{
    /// <summary>Quota totals of the process's cgroup and of each above it but the root, always in the same order.</summary>
    public IReadOnlyList<CpuThrottling> Throttling(CgroupMembership cgroups) =>
    [
        .. Upwards(mounts.Cpu, cgroups.Cpu).Concat(Upwards(mounts.Unified, cgroups.Unified)).Select(ReadThrottling),
    ];

    /// <summary>Total stall time of <c>cpu</c>, <c>memory</c> or <c>io</c> in microseconds; 0 where the kernel does not tell.</summary>
    public ulong Stalled(CgroupMembership cgroups, string resource)
    {
        var inCgroup = mounts.Unified is not null && cgroups.Unified is not (null or "/");
        return (inCgroup && TryRead($"{mounts.Unified}{cgroups.Unified}/{resource}.pressure", out var total))
            || TryRead($"/proc/pressure/{resource}", out total)
            ? total
            : 0;
    }

    private CpuThrottling ReadThrottling(string directory)
    {
        Span<byte> text = stackalloc byte[1024];
        var length = files.Read(directory + "/cpu.stat", text);
        return CpuThrottling.Parse(text[..Math.Max(length, 0)]);
    }

    private bool TryRead(string path, out ulong total)
    {
        Span<byte> text = stackalloc byte[256];
        var length = files.Read(path, text);
        total = 0;
        return length > 0 && StallTotal.TryParse(text[..length], out total);
    }

    private static IEnumerable<string> Upwards(string? mount, string? path)
    {
        while (mount is not null && path is { Length: > 1 })
        {
            yield return mount + path;
            path = path[..path.LastIndexOf('/')];
        }
    }
}
