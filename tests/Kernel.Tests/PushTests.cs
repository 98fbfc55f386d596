using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Servers that speak unasked, on protocols that cannot be read: marked, and never a wrong turn. Others keep theirs.</summary>
public class PushTests : IDisposable
{
    private const int Count = 12;

    // Far apart, so that a busy processor does not blur which of the two pauses is the longer one.
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _late = TimeSpan.FromMilliseconds(30);

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public PushTests()
        : this(new WatchShape())
    {
    }

    internal PushTests(WatchShape shape) => _watch = ConnectionWatch.Start([_here], shape);

    [RootTheory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task WebSocketOverTls_WithPushesBeforeTheAnswers_HasNoTurns(SslProtocols version)
    {
        await TalkOverTls(version, async (client, server) =>
        {
            await Pass(client, server, "GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
            await Pass(server, client, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
            for (var i = 0; i < Count; i++)
            {
                await Pass(client, server, "\x1\x2question");
                await Task.Delay(_soon);
                await Pass(server, client, "\x1\x4push");
                await Task.Delay(_late);
                await Pass(server, client, "\x1\x2answer");
            }
        });

        AssertPushed();
    }

    [RootFact]
    public void Notifications_BetweenTheAnswers_AreMarked()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            for (var i = 0; i < Count; i++)
            {
                Pass(connection.Client, connection.Server, "Q listen");
                Thread.Sleep(_soon);
                Pass(connection.Server, connection.Client, "C done");
                Thread.Sleep(_late);
                Pass(connection.Server, connection.Client, "A notify");
            }
        }

        AssertPushed();
    }

    [RootFact]
    public void Notifications_AfterTheLastRequest_LengthenNothing()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            for (var i = 0; i < Count; i++)
            {
                Pass(connection.Client, connection.Server, "Q select");
                Pass(connection.Server, connection.Client, "C done");
            }

            Thread.Sleep(_late);
            Pass(connection.Server, connection.Client, "A notify");
        }

        AssertTurns(Count - 1);
        Assert.Equal(0, _watch.Drain().Count(Signal.Tail));
    }

    [RootFact]
    public void ServerWithAGreeting_KeepsItsTurns()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Pass(connection.Server, connection.Client, "\x4a\0\0\0\x0a" + "8.0.36\0salt-and-capabilities");
            Thread.Sleep(_late);
            for (var i = 0; i < Count; i++)
            {
                Pass(connection.Client, connection.Server, "\x8\0\0\0\x3select 1");
                Thread.Sleep(_soon);
                Pass(connection.Server, connection.Client, "\x1\0\0\x1\x1 rows and an end");
            }
        }

        AssertTurns(Count);
    }

    [RootFact]
    public void PooledHttp_WithBodiesInParts_KeepsItsTurns()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            for (var i = 0; i < Count; i++)
            {
                Pass(connection.Client, connection.Server, "GET / HTTP/1.1\r\n\r\n");
                Pass(connection.Server, connection.Client, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                Thread.Sleep(_late);
                Pass(connection.Server, connection.Client, "body");
            }
        }

        AssertTurns(Count);
    }

    [RootFact]
    public async Task HttpOverTls_ThatEndsLateWithAnAlert_KeepsItsTurns()
    {
        await TalkOverTls(SslProtocols.Tls13, async (client, server) =>
        {
            for (var i = 0; i < Count; i++)
            {
                await Pass(client, server, "GET / HTTP/1.1\r\n\r\n");
                await Pass(server, client, "HTTP/1.1 204 No Content\r\n\r\n");
            }

            await Task.Delay(_late);
            await server.ShutdownAsync();
            Assert.Equal(0, await client.ReadAsync(new byte[1]));
        });

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal(Unavailable.None, client.Unavailable);
        Assert.InRange(client.Turns, (uint)Count - 2, (uint)Count);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _watch.Dispose();
        _here.Dispose();
    }

    private void AssertPushed()
    {
        var ends = _watch.Closed(Role.Client, 1).Concat(_watch.Closed(Role.Server, 1)).ToList();
        Assert.Equal([Unavailable.Pushed, Unavailable.Pushed], ends.Select(end => end.Unavailable));
        Assert.Equal([0u, 0u], ends.Select(end => end.Turns));
        Assert.Equal(2UL, _watch.Drain().Sum(counters => counters.Unavailable[(int)Unavailable.Pushed]));
    }

    private void AssertTurns(int count)
    {
        var ends = _watch.Closed(Role.Client, 1).Concat(_watch.Closed(Role.Server, 1)).ToList();
        Assert.Equal([Unavailable.None, Unavailable.None], ends.Select(end => end.Unavailable));
        Assert.Equal([(uint)count, (uint)count], ends.Select(end => end.Turns));
    }

    private async Task TalkOverTls(SslProtocols version, Func<SslStream, SslStream, Task> talk)
    {
        using var connection = ConnectedPair.OnLoopback(_here);
        using var certificate = SelfSigned.Create();
        await using var client = new SslStream(new NetworkStream(connection.Client));
        await using var server = new SslStream(new NetworkStream(connection.Server));
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = version }),
            client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "x",
                EnabledSslProtocols = version,
#pragma warning disable CA5359 // The certificate is our own, made a moment ago.
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
            }));
        await talk(client, server);
    }

    private static async Task Pass(SslStream from, SslStream to, string text)
    {
        await from.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text));
        await to.ReadExactlyAsync(new byte[text.Length]);
    }

    private static void Pass(Socket from, Socket to, string text)
    {
        from.Send(System.Text.Encoding.ASCII.GetBytes(text));
        Assert.Equal(text.Length, to.Receive(new byte[256]));
    }
}
