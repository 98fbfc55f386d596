using System.Net;
using MeshLens.Lab.Native;

namespace MeshLens.Lab.Sockets;

/// <summary>A listening socket whose backlog can change while it listens.</summary>
internal sealed class TcpListener : IDisposable
{
    private const int Family = 10; // AF_INET6, which also takes IPv4 callers
    private const int Stream = 1 | Libc.OpenCloseOnExec;
    private const int SocketLevel = 1;
    private const int ReuseAddress = 2;

    private readonly Descriptor _descriptor;

    private TcpListener(Descriptor descriptor) => _descriptor = descriptor;

    public static TcpListener Listen(int port, int backlog)
    {
        var listener = new TcpListener(Descriptor.Own(Libc.Socket(Family, Stream, 0), "A socket cannot be created"));
        var on = 1;
        _ = Libc.SetSocketOption(listener._descriptor.Value, SocketLevel, ReuseAddress, in on, sizeof(int));
        var address = new IPEndPoint(IPAddress.IPv6Any, port).Serialize();
        if (Libc.Bind(listener._descriptor.Value, in address.Buffer.Span[0], (uint)address.Size) != 0)
        {
            throw Libc.Failure($"Port {port} cannot be bound");
        }

        listener.SetBacklog(backlog);
        return listener;
    }

    /// <summary>The kernel applies a second listen() as a change of the queue's length.</summary>
    public void SetBacklog(int connections)
    {
        if (Libc.Listen(_descriptor.Value, connections) != 0)
        {
            throw Libc.Failure("The socket cannot listen");
        }
    }

    /// <summary>Blocks for the next connection; null when the attempt failed and the next may not.</summary>
    public unsafe TcpSocket? Accept()
    {
        var accepted = Libc.Accept(_descriptor.Value, null, null, Libc.OpenNonBlocking | Libc.OpenCloseOnExec);
        return accepted < 0 ? null : new TcpSocket(Descriptor.Own(accepted, "accept"));
    }

    public void Dispose() => _descriptor.Dispose();
}
