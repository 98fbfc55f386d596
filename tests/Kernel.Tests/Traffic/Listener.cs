using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>A listening socket of a namespace on a free port.</summary>
internal sealed class Listener : IDisposable
{
    private Listener(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    public static Listener Open(NetworkNamespace inside, IPAddress address, int backlog = 512)
    {
        var socket = inside.OpenTcpSocket(address.AddressFamily);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen(backlog);
        return new Listener(socket);
    }

    public Socket Accept() => Socket.Accept();

    public void Dispose() => Socket.Dispose();
}
