using Kernel.Tests.Host;
using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace Kernel.Tests.Processes;

public sealed class CgroupDirectoryTests
{
    [RootFact]
    public void Find_CgroupMadeForThisTest_GivesItsPath()
    {
        var files = new HostFiles();
        var mount = CgroupMounts.Read(files).Unified;
        Assert.NotNull(mount);
        var name = $"/meshlens-test-{Environment.ProcessId}";
        Directory.CreateDirectory(mount + name);
        try
        {
            var directory = new CgroupDirectory(files, TimeProvider.System, mount);

            Assert.Equal(name, directory.Find(files.Inode(mount + name)));
            Assert.Equal("/", directory.Find(files.Inode(mount)));
        }
        finally
        {
            Directory.Delete(mount + name);
        }
    }
}
