using System.Net;
using Kernel.Tests.Host;
using MeshLens.Agent.Host;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Processes;

namespace Kernel.Tests.Listeners;

public sealed class ListenerReaderTests : IDisposable
{
    private static readonly HostFiles Files = new();
    private readonly NetworkNamespaces _namespaces = new(Files);

    public void Dispose() => _namespaces.Dispose();

    private ListenerReader Create(WatchFilter? watch = null) => new(Files, _namespaces, new(watch ?? WatchFilter.Everything, Files, CgroupMounts.Read(Files)));

    [RootFact]
    public void Read_QueueFullInAnotherNamespace_CountsEveryUnansweredSyn()
    {
        using var foreign = ForeignNamespace.Create();
        FullListener listener = null!;
        Callers callers = null!;
        foreign.Run(() =>
        {
            listener = new FullListener(port: 0, backlog: 3);
            callers = new Callers(listener.Port, count: 20);
        });
        using (listener)
        using (callers)
        {
            var before = callers.UnansweredSyns();
            var socket = Assert.Single(Create().Read(), socket => socket.Cookie == listener.Cookie);

            Assert.InRange(socket.Drops!.Value, (uint)before, (uint)callers.UnansweredSyns());
            Assert.InRange(before, 16, 160); // Sixteen callers wait, and repeat themselves on a machine that is slow.
            Assert.Equal((4u, 3u), (socket.Backlog, socket.BacklogLimit));
            Assert.Equal((IPAddress.Loopback, listener.Port), (socket.Address, socket.Port));
            Assert.Equal(foreign.Inode, socket.NamespaceInode);
            Assert.NotEqual(0ul, socket.NamespaceCookie);
        }
    }

    [RootFact]
    public void Read_SharedPort_TellsEachSocketApart()
    {
        using var foreign = ForeignNamespace.Create();
        FullListener one = null!, other = null!;
        Callers callers = null!;
        foreign.Run(() =>
        {
            one = new FullListener(port: 0, backlog: 1);
            other = new FullListener(one.Port, backlog: 5);
            callers = new Callers(one.Port, count: 60);
        });
        using (one)
        using (other)
        using (callers)
        {
            var before = callers.UnansweredSyns();
            var sockets = Create().Read().Where(socket => socket.NamespaceInode == foreign.Inode).ToList();

            Assert.Equal(new[] { one.Cookie, other.Cookie }.Order(), sockets.Select(socket => socket.Cookie).Order());
            Assert.InRange(sockets.Sum(socket => socket.Drops!.Value), before, callers.UnansweredSyns());
            Assert.Equal([1u, 5u], sockets.Select(socket => socket.BacklogLimit!.Value).Order());
            Assert.All(sockets, socket => Assert.Equal(socket.BacklogLimit + 1, socket.Backlog));
        }
    }

    [RootFact]
    public void Read_FromOutside_AgreesOnAllItTells()
    {
        using var foreign = ForeignNamespace.Create();
        FullListener listener = null!;
        Callers callers = null!;
        foreign.Run(() =>
        {
            listener = new FullListener(port: 0, backlog: 3);
            callers = new Callers(listener.Port, count: 20);
        });
        using (listener)
        using (callers)
        {
            var outside = Assert.Single(new ProcListeners(Files).Read(new NamespaceEntrance(foreign.Inode, "", foreign.ProcessId)));
            var inside = Assert.Single(Create().Read(), socket => socket.Cookie == listener.Cookie);

            Assert.Equal(inside with { Cookie = 0, NamespaceCookie = 0, BacklogLimit = null, Drops = outside.Drops }, outside);
            Assert.InRange(outside.Drops!.Value, 16u, inside.Drops!.Value);
        }
    }

    [RootFact]
    public void Read_OneNamespaceAndPortWatched_TellsNoOther()
    {
        using var foreign = ForeignNamespace.Create();
        using var outside = new FullListener(port: 0, backlog: 3);
        FullListener inside = null!, other = null!;
        foreign.Run(() => (inside, other) = (new(port: 0, backlog: 3), new(port: 0, backlog: 3)));
        using (inside)
        using (other)
        {
            string path = $"/proc/{foreign.ProcessId}/ns/net";

            Assert.Equal(
                new[] { inside.Cookie, other.Cookie }.Order(),
                Create(new() { NetworkNamespaces = [path] }).Read().Select(socket => socket.Cookie).Order());
            Assert.Equal(
                inside.Cookie,
                Assert.Single(Create(new() { NetworkNamespaces = [path], Ports = [(ushort)inside.Port] }).Read()).Cookie);
        }
    }

    [RootFact]
    public void Read_OwnNamespace_LeadsToTheListeningProcess()
    {
        using var listener = new FullListener(port: 0, backlog: 3);
        var here = Files.Inode("/proc/self/ns/net");

        var socket = Assert.Single(Create().Read(), socket => socket.Cookie == listener.Cookie);
        var owners = new SocketOwners(Files, TimeProvider.System).Find(here, [socket.Inode]);

        Assert.Equal(Environment.ProcessId, owners[socket.Inode]);
    }
}
