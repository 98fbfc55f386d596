using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Connections that were there before the agent.</summary>
public sealed class AdoptionTests : IDisposable
{
    private const int Count = 1000;

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");

    [RootFact]
    public void PooledConnections_AfterAdoption_HaveTheirRolesOwnersAndTurns()
    {
        var connections = new List<(Socket Client, Socket Server)>();
        using var listener = Listener.Open(_here, IPAddress.Loopback);
        for (var i = 0; i < Count; i++)
        {
            var client = _here.OpenTcpSocket(AddressFamily.InterNetwork);
            client.Connect(listener.EndPoint);
            connections.Add((client, listener.Accept()));
            Exchange(connections[i]);
        }

        using var watch = ConnectionWatch.Start(_here);
        watch.Adopt(_here);
        watch.Claim();
        for (var turn = 0; turn < 5; turn++)
        {
            connections.ForEach(Exchange);
        }

        watch.Walk();
        var before = watch.Drain();
        Assert.Equal(2UL * Count, before.Sum(counters => counters.Live));
        connections.ForEach(Close);
        var clients = watch.Closed(Role.Client, Count);
        var servers = watch.Closed(Role.Server, Count);
        Assert.Equal((Count, Count), (clients.Count, servers.Count));
        Assert.All(clients.Concat(servers), end =>
        {
            Assert.Equal((byte)1, end.Adopted);
            Assert.Equal((uint)Environment.ProcessId, end.Tgid);
            Assert.Equal(Unavailable.None, end.Unavailable);
            Assert.Equal(4u, end.Turns); // The first turn after the adoption may have answered a request from before it.
        });
        Assert.All(clients, end => Assert.Equal(listener.EndPoint.Port, end.RemotePort));
        Assert.All(servers, end => Assert.Equal(listener.EndPoint.Port, end.LocalPort));
        Assert.Equal(Ids(clients), Ids(servers));
        Assert.Equal(Count, Ids(clients).Distinct().Count());
        var measured = watch.Drain();
        Assert.Equal(4L * Count, before.Count(Signal.Turn) + measured.Count(Signal.Turn));
        Assert.Equal(4L * Count, before.Count(Signal.Service) + measured.Count(Signal.Service));
        Assert.Equal(0, measured.Count(Signal.Handshake));
    }

    [RootFact]
    public void RequestUnderWay_AtAdoption_IsNotATurn()
    {
        using var connection = ConnectedPair.OnLoopback(_here);
        var buffer = new byte[100];
        connection.Client.Send("GET / HTTP/1.1\r\n\r\n"u8);
        connection.Server.Receive(buffer);

        using var watch = ConnectionWatch.Start(_here);
        watch.Adopt(_here);
        connection.Server.Send("HTTP/1.1 204 No Content\r\n\r\n"u8);
        connection.Client.Receive(buffer);
        connection.Dispose();

        Assert.Equal(0u, Assert.Single(watch.Closed(Role.Client, 1)).Turns);
        Assert.Equal(0u, Assert.Single(watch.Closed(Role.Server, 1)).Turns);
    }

    public void Dispose() => _here.Dispose();

    // Both ends of each connection, by the same pair of numbers.
    private static List<(uint Client, uint Server)> Ids(IEnumerable<ConnectionEvent> ends) =>
        [.. ends.Select(end => (end.Id.ClientIsn, end.Id.ServerIsn)).Order()];

    private static void Exchange((Socket Client, Socket Server) connection)
    {
        var buffer = new byte[100];
        connection.Client.Send("GET / HTTP/1.1\r\n\r\n"u8);
        connection.Server.Receive(buffer);
        connection.Server.Send("HTTP/1.1 204 No Content\r\n\r\n"u8);
        connection.Client.Receive(buffer);
    }

    private static void Close((Socket Client, Socket Server) connection)
    {
        connection.Client.Dispose();
        connection.Server.Dispose();
    }
}
