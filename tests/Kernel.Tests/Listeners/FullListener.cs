using System.Net;
using System.Net.Sockets;

namespace Kernel.Tests.Listeners;

/// <summary>A listening socket that accepts nobody.</summary>
internal sealed class FullListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public FullListener(int port, int backlog)
    {
        // SO_REUSEPORT, which .NET does not name.
        _socket.SetRawSocketOption(1, 15, BitConverter.GetBytes(1));
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _socket.Listen(backlog);
    }

    public ushort Port => (ushort)((IPEndPoint)_socket.LocalEndPoint!).Port;

    public ulong Cookie
    {
        get
        {
            var cookie = new byte[8];
            _socket.GetRawSocketOption(1, 57, cookie);
            return BitConverter.ToUInt64(cookie);
        }
    }

    public void Dispose() => _socket.Dispose();
}
