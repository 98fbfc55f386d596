using System.Net;
using System.Net.Sockets;

namespace Kernel.Tests.Listeners;

/// <summary>Clients that begin to connect, all at once, and wait.</summary>
internal sealed class Callers : IDisposable
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int SynSent = 2;
    private const int RetransmitsSinceStart = 100;
    private readonly List<Socket> _sockets = [];

    public Callers(int port, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _sockets.Add(socket);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException begun) when (begun.SocketErrorCode == SocketError.WouldBlock)
            {
                // The handshake goes on without us.
            }
        }
    }

    /// <summary>SYNs that were never answered: of callers still waiting, the first and its retransmits.</summary>
    public int UnansweredSyns()
    {
        var unanswered = 0;
        var info = new byte[256];
        foreach (var socket in _sockets)
        {
            socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
            unanswered += info[0] == SynSent ? 1 + (int)BitConverter.ToUInt32(info, RetransmitsSinceStart) : 0;
        }

        return unanswered;
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
