using System.Net;
using System.Runtime.InteropServices;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Probing;

/// <summary>Answers the probes of other nodes: connections, and GET requests with an empty answer.</summary>
/// <remarks>
/// A connection is accepted when its first data has come. Probes of the handshake send none, so they end in the kernel: a responder that
/// does not get to run delays nobody, and costs nothing for each of them.
/// </remarks>
internal sealed class Responder : IDisposable
{
    private const int Stream = 1;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;
    private const int TcpLevel = 6;
    private const int DeferAccept = 9;
    private const int Backlog = 1024;
    private const int MostClients = 64;
    private const int NoSignal = 0x4000;
    private const int DoNotWait = 0x40;
    private static readonly byte[] Answer = "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly int _socket;
    private readonly long _patience;
    private readonly List<(int Socket, long Deadline)> _clients = [];
    private readonly byte[] _buffer = new byte[2048];

    private Responder(int socket, IPEndPoint address, TimeProvider time) =>
        (_socket, Address, _patience) = (socket, address, 2 * time.TimestampFrequency);

    /// <summary>Where it listens, with the port that the kernel chose if it was to.</summary>
    public IPEndPoint Address { get; }

    /// <exception cref="IOException">It cannot listen there.</exception>
    public static Responder Listen(IPEndPoint wanted, TimeProvider time)
    {
        var address = new RawAddress(wanted.Address, wanted.Port);
        var socket = LibC.Socket(address.Family, Stream | LibC.SocketNonBlocking | LibC.SocketCloseOnExec, 0);
        Span<byte> number = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(number, 1);
        _ = LibC.SetSocketOption(socket, SocketLevel, ReuseAddress, number, sizeof(int));
        _ = LibC.SetSocketOption(socket, TcpLevel, DeferAccept, number, sizeof(int));
        if (socket < 0 || LibC.Bind(socket, address.Bytes, (uint)address.Bytes.Length) != 0 || LibC.Listen(socket, Backlog) != 0)
        {
            var reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            _ = LibC.Close(socket);
            throw new IOException($"Probes cannot be answered at {wanted}: {reason}. Choose another address with --probe-listen.");
        }

        Span<byte> name = stackalloc byte[28];
        uint length = 28;
        _ = LibC.SocketName(socket, name, ref length);
        return new(socket, new(wanted.Address, (name[2] << 8) | name[3]), time);
    }

    public void Look(long now)
    {
        int client;
        while (_clients.Count < MostClients && (client = LibC.Accept(_socket, 0, 0, LibC.SocketNonBlocking | LibC.SocketCloseOnExec)) >= 0)
        {
            _clients.Add((client, now + _patience));
        }

        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            if (IsServed(_clients[i].Socket) || now >= _clients[i].Deadline)
            {
                _ = LibC.Close(_clients[i].Socket);
                _clients.RemoveAt(i);
            }
        }
    }

    /// <summary>The first moment at which a client has run out of time; null when there is none.</summary>
    public long? NextDeadline => _clients.Count == 0 ? null : _clients.Min(client => client.Deadline);

    public void AddTo(List<PollDescriptor> wanted)
    {
        wanted.Add(new() { Descriptor = _clients.Count < MostClients ? _socket : -1, Wanted = LibC.PollIn });
        foreach (var (socket, _) in _clients)
        {
            wanted.Add(new() { Descriptor = socket, Wanted = LibC.PollIn });
        }
    }

    public void Dispose()
    {
        _clients.ForEach(client => _ = LibC.Close(client.Socket));
        _ = LibC.Close(_socket);
    }

    private bool IsServed(int client)
    {
        var length = LibC.Receive(client, _buffer, (nuint)_buffer.Length, DoNotWait);
        if (length < 0)
        {
            return Marshal.GetLastPInvokeError() is not (LibC.TryAgain or LibC.InterruptedCall);
        }

        if (length > 0)
        {
            _ = LibC.Send(client, Answer, (nuint)Answer.Length, NoSignal | DoNotWait);
        }

        return true;
    }
}
