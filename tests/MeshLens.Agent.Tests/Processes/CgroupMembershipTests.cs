using System.Text;
using CsCheck;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Tests.Processes;

public sealed class CgroupMembershipTests
{
    private static CgroupMembership Create(string text) => CgroupMembership.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Parse_Unified_HasOnePath()
    {
        var cgroups = Create("0::/system.slice/docker-1.scope\n");

        Assert.Equal(new CgroupMembership("/system.slice/docker-1.scope", null, "/system.slice/docker-1.scope"), cgroups);
    }

    [Fact]
    public void Parse_Hybrid_TakesTheCpuHierarchyAndTheDeepestPath()
    {
        var cgroups = Create("12:cpuset:/\n4:cpu,cpuacct:/kubepods/a\n3:memory:/kubepods/a/b\n1:name=systemd:/x\n0::/\n");

        Assert.Equal(new CgroupMembership("/", "/kubepods/a", "/kubepods/a/b"), cgroups);
    }

    [Fact]
    public void Parse_ColonInPath_KeepsIt()
    {
        Assert.Equal("/a.slice:cri-containerd:8f", Create("0::/a.slice:cri-containerd:8f\n").Unified);
    }

    [Fact]
    public void Parse_NothingUsable_IsNone()
    {
        Assert.Equal(CgroupMembership.None, Create(""));
        Assert.Equal(CgroupMembership.None, Create("12\nnonsense\n:::\n5:cpu:relative\n"));
    }

    [Fact]
    public void Parse_Garbage_NeverThrows() => Gen.Byte.Array[0, 300].Sample(bytes => { CgroupMembership.Parse(bytes); });
}
