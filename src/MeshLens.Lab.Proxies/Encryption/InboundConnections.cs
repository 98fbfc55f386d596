using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Sidecars;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>Takes connections as a proxy's setting says, which may change while it runs.</summary>
internal sealed class InboundConnections(ProxyIdentity identity)
{
    private const byte Handshake = 22;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile InboundTls _mode = InboundTls.Disable;

    public InboundTls Mode
    {
        get => _mode;
        set => _mode = value;
    }

    /// <summary>Null when the peer does not speak as it must; it is closed then.</summary>
    /// <param name="isEncrypted">The peer showed a certificate of the mesh.</param>
    public HttpConnection? Take(TcpSocket socket, out bool isEncrypted)
    {
        var mode = _mode;
        isEncrypted = BeginsTls(socket);
        if (isEncrypted == (mode == InboundTls.Strict) || mode == InboundTls.Permissive)
        {
            IConnection? connection = isEncrypted ? TlsConnection.Answer(socket, identity, Patience) : socket;
            return connection is null ? null : new(connection);
        }

        // As Envoy does: what is no request is told so, and a connection that no filter chain takes is closed without a word.
        _ = mode == InboundTls.Strict || socket.Send(Messages.Own(400, "Bad Request"));
        socket.Dispose();
        return null;
    }

    private static bool BeginsTls(TcpSocket socket)
    {
        Span<byte> first = stackalloc byte[1];
        return socket.AwaitReadable(Patience) && socket.Peek(first) == 1 && first[0] == Handshake;
    }
}
