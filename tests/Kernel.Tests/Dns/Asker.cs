using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kernel.Tests.Dns;

/// <summary>Asks a name server, and waits for each answer, measuring by the clock of an application.</summary>
internal sealed class Asker : IDisposable
{
    private readonly Socket _socket;
    private readonly EndPoint? _server;
    private readonly byte[] _answer = new byte[512];

    private Asker(Socket socket, EndPoint? server) => (_socket, _server) = (socket, server);

    /// <summary>Time spent in <see cref="Ask"/>.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>A socket that knows its server.</summary>
    public static Asker Connected(IPAddress server, int port = 53)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 60_000 };
        socket.Connect(server, port);
        return new Asker(socket, null);
    }

    /// <summary>A socket that names the server with each query; an IPv6 one asks IPv4 servers as well.</summary>
    public static Asker Unconnected(AddressFamily family, IPAddress server)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 60_000 };
        if (family == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = true;
        }

        return new Asker(socket, new IPEndPoint(server, 53));
    }

    public void Send(ushort id)
    {
        // A header and one question for the root.
        Span<byte> query = stackalloc byte[17];
        query.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(query, id);
        query[2] = 1;
        query[5] = 1;
        query[16] = 1;
        _ = _server is null ? _socket.Send(query) : _socket.SendTo(query, SocketFlags.None, _server);
    }

    /// <summary>Id of the next message that arrives.</summary>
    public ushort Receive()
    {
        _socket.Receive(_answer);
        return BinaryPrimitives.ReadUInt16BigEndian(_answer);
    }

    public void Ask(ushort id)
    {
        var begun = Stopwatch.GetTimestamp();
        Send(id);
        Assert.Equal(id, Receive());
        Waited += Stopwatch.GetElapsedTime(begun);
    }

    public void Dispose() => _socket.Dispose();
}
