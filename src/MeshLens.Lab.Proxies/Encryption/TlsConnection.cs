using System.Net.Security;
using System.Security.Authentication;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Encryption;

/// <summary>A connection in mutual TLS.</summary>
internal sealed class TlsConnection : IConnection
{
    private readonly TcpSocket _socket;
    private readonly SslStream _stream;

    private TlsConnection(TcpSocket socket, SslStream stream) => (_socket, _stream) = (socket, stream);

    public bool IsReadable => _socket.IsReadable;

    /// <summary>Asks the peer for mutual TLS; null, with the socket closed, when it speaks none, or not with this one.</summary>
    public static TlsConnection? Ask(TcpSocket socket, ProxyIdentity identity, TimeSpan timeout) =>
        Shake(socket, timeout, stream => stream.AuthenticateAsClient(identity.AsClient));

    /// <summary>Answers a peer that asks for mutual TLS; null, with the socket closed, when it does not, or is not trusted.</summary>
    public static TlsConnection? Answer(TcpSocket socket, ProxyIdentity identity, TimeSpan timeout) =>
        Shake(socket, timeout, stream => stream.AuthenticateAsServer(identity.AsServer));

    public bool AwaitReadable(TimeSpan timeout) => _socket.AwaitReadable(timeout);

    public int Receive(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    public bool Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private static TlsConnection? Shake(TcpSocket socket, TimeSpan timeout, Action<SslStream> shake)
    {
        var stream = new SslStream(new TlsRecords(socket, timeout));
        try
        {
            shake(stream);
            return new(socket, stream);
        }
        catch (Exception failure) when (failure is IOException or AuthenticationException)
        {
            stream.Dispose();
            socket.Dispose();
            return null;
        }
    }
}
