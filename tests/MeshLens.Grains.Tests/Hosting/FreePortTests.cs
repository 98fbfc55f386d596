using System.Net;
using System.Net.Sockets;
using MeshLens.Grains.Hosting;

namespace MeshLens.Grains.Tests.Hosting;

public sealed class FreePortTests
{
    [Fact]
    public void Find_Port_IsNoneThatTheKernelGivesToConnections()
    {
        foreach (var port in Enumerable.Range(0, 100).Select(static _ => FreePort.Find()))
        {
            Assert.InRange(port, 10_000, 19_999);
        }
    }

    [Fact]
    public void Find_Port_CanBeListenedOn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Find());

        listener.Start();

        Assert.True(listener.Server.IsBound);
    }
}
