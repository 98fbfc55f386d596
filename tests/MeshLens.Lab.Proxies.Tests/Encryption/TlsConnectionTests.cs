using MeshLens.Lab.Http;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Proxies.Tests.Encryption;

/// <summary>Proxies in mutual TLS with each other, and with what speaks otherwise.</summary>
public sealed class TlsConnectionTests
{
    private static readonly MeshAuthority Authority = new();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly byte[] Request = "GET /work HTTP/1.1\r\nHost: orders\r\n\r\n"u8.ToArray();

    [Theory]
    [InlineData(nameof(InboundTls.Permissive))]
    [InlineData(nameof(InboundTls.Strict))]
    public async Task Peers_OfOneAuthority_ExchangeMessages(string mode)
    {
        var (caller, called) = SocketPair.Create();
        var (asking, taken) = await Both(() => TlsConnection.Ask(caller, Identity(), Patience), () => Take(called, mode));
        using var client = new HttpConnection(asking!);
        using var server = taken.Connection!;

        Assert.True(taken.IsEncrypted);
        for (var round = 0; round < 3; round++)
        {
            Assert.False(client.IsStale);
            Assert.True(client.Send(Request));
            Assert.Equal(HttpRead.Message, server.Read(Patience, gate: null, out _));
            Assert.Equal(Request, server.Message.ToArray());
            Assert.True(server.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8));
            Assert.Equal(HttpRead.Message, client.Read(Patience, gate: null, out var head));
            Assert.Equal(200, head.Status);
        }
    }

    [Fact]
    public async Task Peer_ThatLeaves_IsStale()
    {
        var (caller, called) = SocketPair.Create();
        var (asking, taken) = await Both(() => TlsConnection.Ask(caller, Identity(), Patience), () => Take(called, nameof(InboundTls.Strict)));
        using var client = asking!;

        taken.Connection!.Dispose();

        Assert.True(client.AwaitReadable(Patience));
        Assert.Equal(0, client.Receive(new byte[16]));
    }

    [Fact]
    public async Task MutualTls_ToPlaintextAlone_IsRefused()
    {
        var (caller, called) = SocketPair.Create();
        var (asking, taken) = await Both(() => TlsConnection.Ask(caller, Identity(), Patience), () => Take(called, nameof(InboundTls.Disable)));

        Assert.Null(asking);
        Assert.Null(taken.Connection);
    }

    [Fact]
    public async Task Plaintext_ToMutualTlsAlone_IsClosed()
    {
        var (caller, called) = SocketPair.Create();
        var (end, taken) = await Both(() => SendPlain(caller), () => Take(called, nameof(InboundTls.Strict)));

        Assert.Null(taken.Connection);
        Assert.NotEqual(HttpRead.Message, end);
    }

    [Fact]
    public async Task Plaintext_ToWhoTakesBoth_IsServed()
    {
        var (caller, called) = SocketPair.Create();
        Assert.True(caller.Send(Request));
        var taken = await Task.Run(() => Take(called, nameof(InboundTls.Permissive)), TestContext.Current.CancellationToken);
        using var server = taken.Connection!;

        Assert.False(taken.IsEncrypted);
        Assert.Equal(HttpRead.Message, server.Read(Patience, gate: null, out _));
        caller.Dispose();
    }

    [Fact]
    public async Task Peers_OfTwoAuthorities_DoNotTrustEachOther()
    {
        using var stranger = new MeshAuthority();
        var other = ProxyIdentity.Of(stranger.Issue("shop", "client"));
        var (caller, called) = SocketPair.Create();

        var (asking, taken) = await Both(() => TlsConnection.Ask(caller, other, Patience), () => Take(called, nameof(InboundTls.Strict)));

        Assert.True(asking is null || taken.Connection is null);
        asking?.Dispose();
        taken.Connection?.Dispose();
    }

    private static ProxyIdentity Identity() => ProxyIdentity.Of(Authority.Issue("shop", "orders"));

    private static (HttpConnection? Connection, bool IsEncrypted) Take(TcpSocket socket, string mode)
    {
        var connection = new InboundConnections(Identity()) { Mode = Enum.Parse<InboundTls>(mode) }.Take(socket, out var isEncrypted);
        return (connection, isEncrypted);
    }

    private static HttpRead SendPlain(TcpSocket socket)
    {
        using var connection = new HttpConnection(socket);
        _ = connection.Send(Request);
        return connection.Read(Patience, gate: null, out _);
    }

    private static async Task<(T First, U Second)> Both<T, U>(Func<T> first, Func<U> second)
    {
        var (one, other) = (Task.Run(first), Task.Run(second));
        return (await one, await other);
    }
}
