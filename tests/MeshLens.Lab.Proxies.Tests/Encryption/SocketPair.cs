using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Native;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Tests.Encryption;

/// <summary>Both ends of a connection over loopback.</summary>
internal static class SocketPair
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static (TcpSocket Caller, TcpSocket Called) Create()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Assert.Equal(0, TcpSocket.TryConnect((IPEndPoint)listener.LocalEndPoint!, Patience, out var caller));
        var accepted = listener.Accept();
        var called = new TcpSocket(Descriptor.Own((int)accepted.Handle, "accept"));
        accepted.SafeHandle.SetHandleAsInvalid();
        return (caller, called);
    }
}
