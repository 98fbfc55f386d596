namespace MeshLens.Agent.Loading;

/// <summary>Something that a host keeps records of, or does not, whatever its kernel's programs may see.</summary>
/// <param name="IsKept">Whether it does, here and now.</param>
/// <param name="Absence">Why not, as the end of a sentence.</param>
/// <param name="Fix">How to get it.</param>
internal sealed record HostRecord(Func<HostRecords, bool> IsKept, string Absence, string Fix)
{
    /// <summary>How long threads wait for a processor.</summary>
    public static HostRecord RunQueue { get; } = new(
        static records => records.RunQueue,
        "the kernel keeps no scheduler statistics (/proc/PID/schedstat)",
        "Use a kernel built with CONFIG_SCHEDSTATS, or boot it with delayacct.");

    /// <summary>Pressure stall information.</summary>
    public static HostRecord Pressure { get; } = new(
        static records => records.Pressure,
        "the kernel keeps no pressure stall information (/proc/pressure)",
        "Boot with psi=1, on a kernel built with CONFIG_PSI.");

    /// <summary>How CPU quotas hold cgroups back.</summary>
    public static HostRecord Quotas { get; } = new(
        static records => records.Quotas,
        "no mounted cgroup hierarchy has the cpu controller",
        "Mount cgroup2 at /sys/fs/cgroup (in a container: the host's, read-only), on a kernel built with CONFIG_CFS_BANDWIDTH.");
}
