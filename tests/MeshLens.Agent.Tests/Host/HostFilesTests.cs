using System.Text;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Tests.Host;

public sealed class HostFilesTests
{
    private static HostFiles Create() => new();

    [Fact]
    public void Read_ProcFile_ReturnsItsContent()
    {
        Span<byte> buffer = stackalloc byte[64];

        var length = Create().Read("/proc/self/comm", buffer);

        Assert.Equal((byte)'\n', buffer[length - 1]);
    }

    [Fact]
    public void Read_LongerThanTheBuffer_FillsIt()
    {
        Span<byte> buffer = stackalloc byte[16];

        Assert.Equal(16, Create().Read("/proc/self/status", buffer));
        Assert.Equal("Name:", Encoding.ASCII.GetString(buffer[..5]));
    }

    [Fact]
    public void Anything_NotThere_IsAnOrdinaryAnswer()
    {
        var files = Create();

        Assert.Equal(-1, files.Read("/proc/nobody/comm", new byte[8]));
        Assert.Equal(0ul, files.Inode("/proc/nobody"));
        Assert.Null(files.Link("/proc/nobody/exe"));
        Assert.Equal(-2, files.Open("/proc/nobody"));
        Assert.Empty(files.Entries("/proc/nobody"));
    }

    [Fact]
    public void Inode_OfANamespace_IsTheOneItsLinkNames()
    {
        var files = Create();

        Assert.Equal(files.Link("/proc/self/ns/net"), $"net:[{files.Inode("/proc/self/ns/net")}]");
    }

    [Fact]
    public void Entries_OfProc_ContainThisProcess()
    {
        Assert.Contains(Environment.ProcessId.ToString(), Create().Entries("/proc"));
    }
}
