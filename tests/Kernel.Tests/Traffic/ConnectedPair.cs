using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Both ends of one connection, without Nagle's delay.</summary>
internal sealed class ConnectedPair : IDisposable
{
    private readonly Listener _listener;

    private ConnectedPair(Listener listener, Socket client)
    {
        _listener = listener;
        Client = client;
        Server = listener.Accept();
        Client.NoDelay = true;
        Server.NoDelay = true;
    }

    public Socket Client { get; }

    public Socket Server { get; }

    public int Port => _listener.EndPoint.Port;

    public static ConnectedPair Open(NetworkNamespace clientSide, NetworkNamespace serverSide, IPAddress address)
    {
        var listener = Listener.Open(serverSide, address);
        var client = clientSide.OpenTcpSocket(address.AddressFamily);
        client.Connect(listener.EndPoint);
        return new ConnectedPair(listener, client);
    }

    public static ConnectedPair OnLoopback(NetworkNamespace inside) => Open(inside, inside, IPAddress.Loopback);

    /// <summary>Both ends, the client's first.</summary>
    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        _listener.Dispose();
    }
}
