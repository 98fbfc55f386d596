using System.Text;
using CsCheck;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Tests.Processes;

public sealed class CgroupMountsTests
{
    private static CgroupMounts Create(string text) => CgroupMounts.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parse_Hybrid_FindsBoth()
    {
        var mounts = Create("""
            30 25 0:26 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
            35 30 0:30 / /sys/fs/cgroup/unified rw,nosuid shared:9 master:2 - cgroup2 cgroup2 rw,nsdelegate
            36 30 0:31 / /sys/fs/cgroup/cpuset rw shared:10 - cgroup cgroup rw,cpuset
            37 30 0:32 / /sys/fs/cgroup/cpu,cpuacct rw shared:10 - cgroup cgroup rw,cpu,cpuacct
            """);

        Assert.Equal(new CgroupMounts("/sys/fs/cgroup/unified", "/sys/fs/cgroup/cpu,cpuacct"), mounts);
    }

    [Fact]
    public void Parse_UnifiedOnly_HasNoCpuHierarchy()
    {
        Assert.Equal(new CgroupMounts("/sys/fs/cgroup", null), Create("35 30 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n"));
    }

    [Fact]
    public void Parse_Garbage_NeverThrows() =>
        Gen.String[Gen.Char[" -/\ncgroup2pu,"], 0, 200].Sample(text => { Create(text); });
}
