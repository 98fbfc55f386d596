namespace LibBpfSharp.Tests;

/// <summary>Finds the cgroup v2 hierarchy, which is at <c>/sys/fs/cgroup</c> or, beside v1, below it.</summary>
internal static class Cgroup
{
    // cgroup2 /sys/fs/cgroup/unified cgroup2 rw,nosuid,nodev,noexec,relatime 0 0
    public static string UnifiedRoot => File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' '))
        .First(fields => fields[2] == "cgroup2")[1];
}
