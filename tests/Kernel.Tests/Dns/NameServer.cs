using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kernel.Tests.Dns;

/// <summary>A name server that answers every query alike, on a thread of its own.</summary>
internal sealed class NameServer : IDisposable
{
    private const byte AnswerBit = 0x80;
    private readonly Socket _socket;
    private readonly Thread _thread;
    private readonly TimeSpan _delay;
    private readonly byte? _rcode;
    private long _heldTicks;

    /// <summary>Binds in the namespace of the calling thread; without <paramref name="rcode"/> it never answers.</summary>
    public NameServer(IPAddress address, TimeSpan delay, byte? rcode = 0, int port = 53)
    {
        (_delay, _rcode) = (delay, rcode);
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, port));
        _thread = new Thread(Serve) { IsBackground = true, Name = "name server" };
        _thread.Start();
    }

    /// <summary>For how long it kept the answers back, all together, by its own clock.</summary>
    public TimeSpan Held => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _heldTicks));

    public void Dispose()
    {
        _socket.Dispose();
        _thread.Join();
    }

    private void Serve()
    {
        var message = new byte[512];
        EndPoint from = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (true)
            {
                var length = _socket.ReceiveFrom(message, ref from);
                var received = Stopwatch.GetTimestamp();
                if (_rcode is { } rcode)
                {
                    Thread.Sleep(_delay);
                    message[2] |= AnswerBit;
                    message[3] = rcode;
                    Interlocked.Add(ref _heldTicks, Stopwatch.GetTimestamp() - received);
                    _socket.SendTo(message.AsSpan(0, length), SocketFlags.None, from);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed: the end of every name server.
        }
    }
}
