using System.Diagnostics;
using Benchmarks.Agent;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>
/// One request and one answer after another on a loopback connection, both ends pinned: the least work that can lie between two
/// sends, so that the programs' share of it is the largest.
/// </summary>
internal sealed class PingPong
{
    private const ushort Port = 8080;
    private const uint Loopback = 0x7F000001;
    // Some ten milliseconds: short beside what else the processor may be taken away for.
    private const int SliceExchanges = 500;
    private static readonly byte[] Request = [.. "GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8];
    private static readonly byte[] Answer = [.. "HTTP/1.1 204 No Content\r\n\r\n"u8];

    private readonly NetworkNamespace _inside;
    private readonly TimeSpan _duration;

    private PingPong(NetworkNamespace inside, TimeSpan duration) => (_inside, _duration) = (inside, duration);

    public long Exchanges { get; private set; }

    /// <summary>The median over short slices, so that an interruption does not count.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Opens a connection, plays for the duration and closes it.</summary>
    public static PingPong Play(NetworkNamespace inside, ProcessorPair processors, TimeSpan duration)
    {
        var game = new PingPong(inside, duration);
        var listener = inside.Run(Sockets.Open);
        Sockets.Listen(listener, Port, backlog: 1);
        var server = inside.StartThread("server", () => game.Serve(listener, processors.Server));
        var client = inside.StartThread("client", () => game.Ask(processors.Client));
        client.Join();
        server.Join();
        _ = Sockets.Close(listener);
        return game;
    }

    private void Ask(int processor)
    {
        var socket = Sockets.ConnectTo(Loopback, Port);
        Placement.Take(processor);
        var rates = new List<double>();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < _duration;)
        {
            rates.Add(PlaySlice(socket));
        }

        PerSecond = Spread.Of(rates).Median;
        _ = Sockets.Close(socket);
    }

    private double PlaySlice(int socket)
    {
        Span<byte> answer = stackalloc byte[64];
        var clock = Stopwatch.StartNew();
        for (var played = 0; played < SliceExchanges; played++)
        {
            if (Sockets.Send(socket, Request, Request.Length, 0) <= 0 || Sockets.Receive(socket, answer, answer.Length, 0) <= 0)
            {
                throw new InvalidOperationException("The ping-pong's connection broke.");
            }
        }

        Exchanges += SliceExchanges;
        return SliceExchanges / clock.Elapsed.TotalSeconds;
    }

    private void Serve(int listener, int processor)
    {
        var socket = Sockets.AcceptFrom(listener);
        Placement.Take(processor);
        Span<byte> request = stackalloc byte[64];
        while (Sockets.Receive(socket, request, request.Length, 0) > 0)
        {
            _ = Sockets.Send(socket, Answer, Answer.Length, 0);
        }

        _ = Sockets.Close(socket);
    }
}
