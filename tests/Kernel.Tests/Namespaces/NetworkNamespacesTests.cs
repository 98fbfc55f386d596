using Kernel.Tests.Host;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace Kernel.Tests.Namespaces;

public sealed class NetworkNamespacesTests
{
    private static readonly HostFiles Files = new();

    private static NetworkNamespaces Create() => new(Files);

    [RootFact]
    public void ForEach_ProcessInItsOwnNamespace_RunsInsideIt()
    {
        using var foreign = ForeignNamespace.Create();
        using var namespaces = Create();
        var stood = new Dictionary<ulong, ulong>();
        var cookies = new HashSet<ulong>();

        var visits = namespaces.ForEach(here =>
        {
            stood.Add(here.Inode, Files.Inode("/proc/thread-self/ns/net"));
            cookies.Add(here.Cookie);
        });

        Assert.Equal(foreign.Inode, stood[foreign.Inode]);
        Assert.All(stood, pair => Assert.Equal(pair.Key, pair.Value));
        Assert.Equal(visits.Visited, cookies.Count);
        Assert.DoesNotContain(0ul, cookies);
    }

    [RootFact]
    public void ForEach_Ended_LeavesCallerAndWorkerAtHome()
    {
        using var foreign = ForeignNamespace.Create();
        using var namespaces = Create();
        var home = Files.Inode("/proc/thread-self/ns/net");

        Assert.Throws<InvalidOperationException>(() => namespaces.ForEach(here =>
        {
            if (here.Inode == foreign.Inode)
            {
                throw new InvalidOperationException();
            }
        }));

        Assert.Equal(home, Files.Inode("/proc/thread-self/ns/net"));
        var inodes = new List<ulong>();
        namespaces.Enter(
            new NetworkNamespace(home, 0, Environment.ProcessId),
            _ => inodes.Add(Files.Inode("/proc/thread-self/ns/net")));
        Assert.Equal([home], inodes);
    }

    [RootFact]
    public void Enter_ProcessGone_SaysVanished()
    {
        using var namespaces = Create();
        NetworkNamespace gone;
        using (var foreign = ForeignNamespace.Create())
        {
            gone = new NetworkNamespace(foreign.Inode, 1, foreign.ProcessId);
        }

        var visits = namespaces.Enter(gone, _ => Assert.Fail("There is nothing to enter."));

        Assert.Equal(new NamespaceVisits(Visited: 0, Vanished: 1, Refused: 0), visits);
    }

    [RootFact]
    public void Enter_ProcessIdReusedInAnotherNamespace_SaysVanished()
    {
        using var foreign = ForeignNamespace.Create();
        using var namespaces = Create();
        var other = new NetworkNamespace(foreign.Inode + 1_000_000, 1, foreign.ProcessId);

        var visits = namespaces.Enter(other, _ => Assert.Fail("This is not the one that was meant."));

        Assert.Equal(1, visits.Vanished);
    }
}
