using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

public class TlsTests : IDisposable
{
    private const int Count = 20;
    private const int Connections = 12;
    private static readonly TimeSpan _handler = TimeSpan.FromMilliseconds(5);

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public TlsTests()
        : this(new WatchShape())
    {
    }

    internal TlsTests(WatchShape shape) => _watch = ConnectionWatch.Start([_here], shape with
    {
        Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
    });

    [RootTheory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Turns_WithoutHttp2OnOffer_AreMeasuredAfterTheSetup(SslProtocols version)
    {
        var all = await Talk(version, []);
        var own = all.Average();

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        var measured = _watch.Drain();
        Assert.Equal(Unavailable.None, client.Unavailable);
        Assert.Equal(Unavailable.None, server.Unavailable);
        Assert.InRange(client.Turns, (uint)Count - 2, (uint)Count - 1);
        Assert.InRange(server.Turns, (uint)Count - 3, (uint)Count - 1);
        // On a busy processor the application learns late of what the kernel saw in time: never earlier than the handler allows. And those
        // that were not told may have been short ones.
        Assert.InRange(measured.MeanMs(Signal.Turn), Math.Min(own * 0.9, _handler.TotalMilliseconds * 0.95), (all.Sum() / client.Turns * 1.1) + 0.2);
        Assert.InRange(measured.MeanMs(Signal.Service), _handler.TotalMilliseconds * 0.9, all.Sum() / server.Turns * 1.1);
        Assert.True(client.SetupNs > 0);
        Assert.Equal(2, measured.Count(Signal.Setup));
    }

    [RootTheory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Turns_OfManyConnections_HaveTheApplicationsMedian(SslProtocols version)
    {
        var own = new List<double>();
        for (var i = 0; i < Connections; i++)
        {
            own.AddRange(await Talk(version, []));
        }

        var ends = _watch.Closed(Role.Client, Connections);
        Assert.All(ends, end => Assert.Equal(Unavailable.None, end.Unavailable));
        var turns = _watch.Turns.Where(turn => turn.Turn.TurnNs > 0).Select(turn => turn.Turn.TurnNs / 1e6).Order().ToList();
        Assert.True(turns.Count >= Connections * (Count - 3), $"Only {turns.Count} turns were told.");
        var (wanted, got) = (own.Order().ElementAt(own.Count / 2), turns[turns.Count / 2]);
        // On a busy processor the application learns late of what the kernel saw in time: never earlier than the handler allows. And those
        // that were not told may have been short ones: as many of the application's are as long as the middle one told, or longer.
        var longest = own.OrderDescending().ElementAt(turns.Count - 1 - (turns.Count / 2));
        Assert.InRange(got, Math.Min(wanted * 0.9, _handler.TotalMilliseconds * 0.95), longest * 1.1);
    }

    [RootTheory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Turns_WithHttp2OnOffer_AreUnavailable(SslProtocols version)
    {
        await Talk(version, [SslApplicationProtocol.Http11, SslApplicationProtocol.Http2]);

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        var measured = _watch.Drain();
        Assert.Equal(Unavailable.TlsUnknown, client.Unavailable);
        Assert.Equal(Unavailable.TlsUnknown, server.Unavailable);
        Assert.Equal(0, measured.Count(Signal.Turn) + measured.Count(Signal.Service));
        Assert.Equal(2UL, measured.Sum(counters => counters.Unavailable[(int)Unavailable.TlsUnknown]));
        Assert.Equal(2, measured.Count(Signal.Setup));
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _watch.Dispose();
        _here.Dispose();
    }

    /// <summary>The turns by the client's own clock, in milliseconds, without the first.</summary>
    private async Task<List<double>> Talk(SslProtocols version, List<SslApplicationProtocol> offer)
    {
        using var connection = ConnectedPair.OnLoopback(_here);
        using var certificate = SelfSigned.Create();
        var serving = Serve(connection.Server, new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = version,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
        });
        await using var stream = new SslStream(new NetworkStream(connection.Client));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "x",
            EnabledSslProtocols = version,
            ApplicationProtocols = offer.Count == 0 ? null : offer,
#pragma warning disable CA5359 // The certificate is our own, made a moment ago.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        var turns = new List<double>();
        for (var i = 0; i < Count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await stream.WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            Assert.NotEqual(0, await stream.ReadAsync(new byte[256]));
            turns.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        connection.Client.Shutdown(SocketShutdown.Send);
        await serving;
        return turns[1..];
    }

    private static async Task Serve(Socket server, SslServerAuthenticationOptions options)
    {
        await using var stream = new SslStream(new NetworkStream(server));
        await stream.AuthenticateAsServerAsync(options);
        var buffer = new byte[256];
        while (await stream.ReadAsync(buffer) > 0)
        {
            await Task.Delay(_handler);
            await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());
        }
    }
}
