using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

public sealed class HandshakeTests : IDisposable
{
    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");

    [RootFact]
    public void Connection_OnLoopback_IsToldByBothEndsWithOneId()
    {
        using var watch = ConnectionWatch.Start(_here);
        using (var listener = Listener.Open(_here, IPAddress.Loopback))
        using (var client = _here.OpenTcpSocket(AddressFamily.InterNetwork))
        {
            client.Connect(listener.EndPoint);
            using var served = listener.Accept();
            client.Send("GET / HTTP/1.1\r\n\r\n"u8);
            served.Receive(new byte[100]);
            served.Send("HTTP/1.1 204 No Content\r\n\r\n"u8);
            client.Receive(new byte[100]);
        }

        var client_ = Assert.Single(watch.Closed(Role.Client, 1));
        var server = Assert.Single(watch.Closed(Role.Server, 1));
        Assert.Equal(client_.Id, server.Id);
        Assert.Equal((uint)Environment.ProcessId, client_.Tgid);
        Assert.Equal((uint)Environment.ProcessId, server.Tgid);
        Assert.Equal(1u, client_.Turns);
        Assert.Equal(1u, server.Turns);
    }

    public void Dispose() => _here.Dispose();
}
