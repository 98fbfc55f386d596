using MeshLens.Agent.Processes;
using MeshLens.Agent.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Processes;

public sealed class SocketOwnersTests
{
    private readonly FakeTimeProvider _time = new();

    private readonly FakeHostFiles _files = new FakeHostFiles()
        .WithInode("/proc/7/ns/net", 10).WithLink("/proc/7/fd/0", "/dev/null").WithLink("/proc/7/fd/3", "socket:[555]")
        .WithInode("/proc/8/ns/net", 10).WithLink("/proc/8/fd/3", "socket:[555]").WithLink("/proc/8/fd/4", "socket:[666]")
        .WithInode("/proc/9/ns/net", 20).WithLink("/proc/9/fd/3", "socket:[777]");

    private SocketOwners Create(int capacity = 100) => new(_files, _time, capacity);

    [Fact]
    public void Find_ParentAndWorkerHoldIt_NamesTheFirst()
    {
        var found = Create().Find(10, [555, 666]);

        Assert.Equal(new Dictionary<ulong, int> { [555] = 7, [666] = 8 }, found);
    }

    [Fact]
    public void Find_InAnotherNamespace_FindsNothing()
    {
        Assert.Empty(Create().Find(10, [777]));
    }

    [Fact]
    public void Find_HandedOnSince_NamesTheNewHolder()
    {
        var owners = Create();
        owners.Find(10, [555]);
        _files.Without("/proc/7/");
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(8, owners.Find(10, [555])[555]);
    }

    [Fact]
    public void Find_NobodyHoldsItYet_LooksAgainLater()
    {
        var owners = Create();
        Assert.Empty(owners.Find(10, [888]));
        _files.WithLink("/proc/8/fd/9", "socket:[888]");

        Assert.Empty(owners.Find(10, [888]));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(8, owners.Find(10, [888])[888]);
    }

    [Fact]
    public void Find_MoreThanFit_StaysBoundedAndRight()
    {
        var owners = Create(capacity: 2);
        owners.Find(10, [1, 2]);

        Assert.Equal(7, owners.Find(10, [555, 666])[555]);
    }
}
