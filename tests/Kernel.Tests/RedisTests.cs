using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>A real redis-server and pipelined commands: right when they leave at once, unavailable when they overlap.</summary>
public sealed class RedisTests : IDisposable
{
    private const int Port = 6390;
    private const int Batches = 30;
    private const string Ping = "*1\r\n$4\r\nPING\r\n";

    // Ten milliseconds of service.
    private const string Sleep = "*3\r\n$5\r\nDEBUG\r\n$5\r\nSLEEP\r\n$4\r\n0.01\r\n";
    private static readonly int _answers = "+OK\r\n+PONG\r\n+PONG\r\n".Length;

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public RedisTests()
    {
        _here.Start(new ProcessStartInfo("redis-server", ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--enable-debug-command", "yes"])
        {
            RedirectStandardOutput = true,
        });
        Eventually.True(IsListening, "redis-server listens");
        _watch = ConnectionWatch.Start([_here], new WatchShape
        {
            Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
        });
    }

    [RootFact]
    public void Pipeline_SentAtOnce_IsATurnByTheApplicationsClock()
    {
        var own = Run(Sleep + Ping + Ping);

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal((Unavailable.None, (uint)Batches), (client.Unavailable, client.Turns));
        var turns = _watch.Turns.Where(turn => turn.Turn.TurnNs > 0).Select(turn => turn.Turn.TurnNs / 1e6).Order().ToList();
        Assert.InRange(turns[Batches / 2], Math.Min(own * 0.9, 9.5), own * 1.1);
    }

    [RootFact]
    public void Pipeline_SentCommandByCommand_HasNoTurns()
    {
        Run(Sleep, Ping, Ping);

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal((Unavailable.Overlapping, 0u), (client.Unavailable, client.Turns));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _here.Dispose();
    }

    /// <summary>The median batch by the client's own clock, in milliseconds.</summary>
    private double Run(params string[] sends)
    {
        using var client = _here.OpenTcpSocket(AddressFamily.InterNetwork);
        client.NoDelay = true;
        client.Connect(IPAddress.Loopback, Port);
        var times = new List<double>();
        for (var batch = 0; batch < Batches; batch++)
        {
            var begun = Stopwatch.GetTimestamp();
            Array.ForEach(sends, send => client.Send(Encoding.ASCII.GetBytes(send)));
            Receive(client, _answers);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times.Order().ElementAt(Batches / 2);
    }

    private static void Receive(Socket client, int count)
    {
        var buffer = new byte[256];
        while (count > 0)
        {
            var received = client.Receive(buffer);
            Assert.NotEqual(0, received);
            count -= received;
        }
    }

    private bool IsListening()
    {
        using var socket = _here.OpenTcpSocket(AddressFamily.InterNetwork);
        try
        {
            socket.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
