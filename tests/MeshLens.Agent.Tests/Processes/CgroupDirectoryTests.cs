using MeshLens.Agent.Processes;
using MeshLens.Agent.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Processes;

public sealed class CgroupDirectoryTests
{
    private readonly FakeTimeProvider _time = new();

    private readonly FakeHostFiles _files = new FakeHostFiles()
        .WithInode("/cg", 1)
        .WithInode("/cg/a.slice", 2).With("/cg/a.slice/cpu.stat", "")
        .WithInode("/cg/a.slice/b.scope", 3).With("/cg/a.slice/b.scope/cpu.stat", "");

    private CgroupDirectory Create(int capacity = 100) => new(_files, _time, "/cg", capacity);

    [Fact]
    public void Find_KnownIds_GivesTheirPaths()
    {
        var directory = Create();

        Assert.Equal("/", directory.Find(1));
        Assert.Equal("/a.slice/b.scope", directory.Find(3));
    }

    [Fact]
    public void Find_CgroupMadeAfterAWalk_IsSeenATenthOfASecondLater()
    {
        var directory = Create();
        Assert.Equal("/", directory.Find(1));
        _files.WithInode("/cg/new", 9).With("/cg/new/cpu.stat", "");

        Assert.Null(directory.Find(9));
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal("/new", directory.Find(9));
    }

    [Fact]
    public void Find_CgroupThatHasGone_IsLookedForOnce()
    {
        var directory = Create();
        Assert.Null(directory.Find(9));
        _files.WithInode("/cg/new", 9).With("/cg/new/cpu.stat", "");
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Null(directory.Find(9));
    }

    [Fact]
    public void Find_MoreThanFit_SaysSo()
    {
        var directory = Create(capacity: 2);

        Assert.Null(directory.Find(3));
        Assert.True(directory.Truncated);
    }

    [Fact]
    public void Find_NoIdOrNoMount_IsUnknown()
    {
        Assert.Null(Create().Find(0));
        Assert.Null(new CgroupDirectory(_files, _time, mount: null).Find(1));
    }
}
