using System.Text;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Processes;

/// <summary>Where the cgroup hierarchies are mounted. Null where one is not.</summary>
/// <param name="Unified">cgroup v2.</param>
/// <param name="Cpu">cgroup v1 with the cpu controller.</param>
internal readonly record struct CgroupMounts(string? Unified, string? Cpu)
{
    private const int FieldsBeforeMountPoint = 4;

    public static CgroupMounts Read(IHostFiles files) => Parse(files.ReadWhole("/proc/self/mountinfo"));

    // 35 25 0:30 / /sys/fs/cgroup/unified rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
    // 36 25 0:31 / /sys/fs/cgroup/cpu,cpuacct rw shared:10 - cgroup cgroup rw,cpu,cpuacct
    // Any number of optional fields stands before the lone dash. The first mount of each kind counts.
    public static CgroupMounts Parse(ReadOnlySpan<byte> text)
    {
        var mounts = default(CgroupMounts);
        var lines = new Lines(text);
        while (lines.Next(out var line))
        {
            var dash = line.IndexOf(" - "u8);
            var before = new Words(dash < 0 ? default : line[..dash]);
            if (!before.Skip(FieldsBeforeMountPoint) || !before.Next(out var point))
            {
                continue;
            }

            var after = new Words(line[(dash + 3)..]);
            after.Next(out var type);
            after.Skip(1);
            after.Next(out var options);
            mounts = mounts.With(point, type, options);
        }

        return mounts;
    }

    private CgroupMounts With(ReadOnlySpan<byte> point, ReadOnlySpan<byte> type, ReadOnlySpan<byte> options)
    {
        if (Unified is null && type.SequenceEqual("cgroup2"u8))
        {
            return this with { Unified = Encoding.UTF8.GetString(point) };
        }

        return Cpu is null && type.SequenceEqual("cgroup"u8) && CgroupMembership.Names(options, "cpu"u8)
            ? this with { Cpu = Encoding.UTF8.GetString(point) }
            : this;
    }
}
