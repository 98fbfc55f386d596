using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Tests.Host;

namespace MeshLens.Agent.Tests.Namespaces;

public sealed class NamespaceScanTests
{
    private static FakeHostFiles Create() => new FakeHostFiles()
        .WithInode("/proc/1/ns/net", 10)
        .WithInode("/proc/7/ns/net", 10)
        .WithInode("/proc/9/ns/net", 20)
        .WithInode("/proc/self/ns/net", 10)
        .With("/proc/12/comm", "kthreadd");

    [Fact]
    public void Find_ManyProcessesInOne_FindsItOnce()
    {
        var found = NamespaceScan.Find(Create());

        Assert.Equal([10ul, 20ul], found.Keys.Order());
        Assert.Equal(9, found[20].ProcessId);
    }

    [Fact]
    public void Find_NamedWithoutProcess_FindsItsFile()
    {
        var found = NamespaceScan.Find(Create().WithInode("/run/netns/blue", 30).WithInode("/run/netns/old", 20));

        Assert.Equal(new NamespaceEntrance(30, "/run/netns/blue", 0), found[30]);
        Assert.Equal("/proc/9/ns/net", found[20].Path);
    }

    [Fact]
    public void Find_NothingReadable_FindsNothing()
    {
        Assert.Empty(NamespaceScan.Find(new FakeHostFiles().With("/proc/1/comm", "init")));
    }
}
