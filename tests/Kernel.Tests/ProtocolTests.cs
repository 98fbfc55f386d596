using System.Diagnostics;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>Conversations that are not plain request and response: right, or unavailable with the reason.</summary>
public class ProtocolTests : IDisposable
{
    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public ProtocolTests()
        : this(new WatchShape())
    {
    }

    internal ProtocolTests(WatchShape shape) => _watch = ConnectionWatch.Start([_here], shape with
    {
        Settings = settings => settings with { SlowTurnNs = 1, SlowTurnsPerSecond = 1_000_000 },
    });

    [RootFact]
    public void ServerSentEvents_AreOneTurnWithATail()
    {
        double turn, all;
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            var begun = Stopwatch.GetTimestamp();
            Send(connection.Client, "GET /events HTTP/1.1\r\n\r\n");
            Receive(connection.Server);
            Send(connection.Server, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            Receive(connection.Client);
            turn = Nanoseconds(begun);
            for (var i = 0; i < 6; i++)
            {
                Thread.Sleep(20);
                Send(connection.Server, "data: x\n\n");
                Receive(connection.Client);
            }

            all = Nanoseconds(begun);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        Assert.Equal((1u, 1u), (client.Turns, server.Turns));
        Assert.InRange(client.Worst.TurnNs, 1, turn);
        Assert.InRange(client.Worst.TailNs, 110_000_000, all);
        Assert.InRange(server.Worst.TailNs, 110_000_000, all);
    }

    [RootFact]
    public void WebSocket_AfterTheUpgrade_HasNoTurns()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Send(connection.Client, "GET /chat HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            Receive(connection.Server);
            Send(connection.Server, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
            Receive(connection.Client);
            for (var i = 0; i < 10; i++)
            {
                connection.Client.Send([0x81, 0x81, 0, 0, 0, 0, (byte)'x']);
                Receive(connection.Server);
                connection.Server.Send([0x81, 1, (byte)'x']);
                Receive(connection.Client);
            }
        }

        AssertUnavailable(Unavailable.Upgraded);
    }

    [RootFact]
    public void Interim100Continue_IsNotTheAnswer()
    {
        double own;
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            var begun = Stopwatch.GetTimestamp();
            Send(connection.Client, "POST / HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            Receive(connection.Server);
            Send(connection.Server, "HTTP/1.1 100 Continue\r\n\r\n");
            Receive(connection.Client);
            Send(connection.Client, "body");
            Receive(connection.Server);
            Thread.Sleep(20);
            Send(connection.Server, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            Receive(connection.Client);
            own = Nanoseconds(begun);
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        Assert.Equal((1u, 1u), (client.Turns, server.Turns));
        Assert.InRange(client.Worst.TurnNs, 20_000_000, own);
        Assert.InRange(server.Worst.ServiceNs, 20_000_000, own);
    }

    [RootFact]
    public void PipelinedHttp_IsMarkedAsOverlapping()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            for (var i = 0; i < 6; i++)
            {
                Send(connection.Client, "GET /1 HTTP/1.1\r\n\r\n");
                Send(connection.Client, "GET /2 HTTP/1.1\r\n\r\n");
                Receive(connection.Server);
                Thread.Sleep(2);
                Send(connection.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                Receive(connection.Client);
                Send(connection.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                Receive(connection.Client);
            }
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        Assert.Equal(Unavailable.Overlapping, client.Unavailable);
        Assert.Equal(0u, client.Turns);
    }

    [RootFact]
    public void ConcurrentRequests_OfUnknownProtocol_ArePublishedRightOrNotAtAll()
    {
        // Two requests are always under way; answers come in order, 4 ms after their request.
        var own = new List<double>();
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            var server = new Thread(() => AnswerInOrder(connection.Server, 60, TimeSpan.FromMilliseconds(4))) { IsBackground = true };
            server.Start();
            var sent = new Queue<long>();
            for (var i = 0; i < 62; i++)
            {
                if (i < 60)
                {
                    sent.Enqueue(Stopwatch.GetTimestamp());
                    connection.Client.Send([(byte)i, 1, 2, 3]);
                    Thread.Sleep(1);
                }

                if (i >= 2)
                {
                    connection.Client.Receive(new byte[1]);
                    own.Add(Stopwatch.GetElapsedTime(sent.Dequeue()).TotalMilliseconds);
                }
            }

            server.Join();
        }

        AssertRightOrUnavailable(own, least: 3.8);
    }

    [RootFact]
    public void SplicingProxy_HasNoTurns()
    {
        using (var front = ConnectedPair.OnLoopback(_here))
        using (var back = ConnectedPair.OnLoopback(_here))
        {
            SpliceProxy.Start(front.Server, back.Client);
            SpliceProxy.Start(back.Client, front.Server);
            for (var i = 0; i < 10; i++)
            {
                Send(front.Client, "GET / HTTP/1.1\r\n\r\n");
                Receive(back.Server);
                Thread.Sleep(2);
                Send(back.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                Receive(front.Client);
            }
        }

        var spliced = _watch.Closed(Role.Client, 2).Concat(_watch.Closed(Role.Server, 2)).Where(end => end.Unavailable == Unavailable.Spliced).ToList();
        Assert.Equal([Role.Client, Role.Server], spliced.Select(end => end.Role).Order());
        Assert.All(spliced, end => Assert.Equal(0u, end.Turns));
    }

    [RootFact]
    public void GreetingServer_HasTurnsAfterTheGreeting()
    {
        var own = new List<double>();
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Send(connection.Server, "220 ready\r\n");
            Receive(connection.Client);
            for (var i = 0; i < 8; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                Send(connection.Client, "NOOP\r\n");
                Receive(connection.Server);
                Thread.Sleep(5);
                Send(connection.Server, "250 OK\r\n");
                Receive(connection.Client);
                own.Add(Nanoseconds(begun));
            }
        }

        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        var server = Assert.Single(_watch.Closed(Role.Server, 1));
        Assert.Equal((8u, 8u), (client.Turns, server.Turns));
        Assert.InRange(_watch.Drain().MeanMs(Signal.Turn), 5, own.Average() / 1e6);
    }

    [RootFact]
    public void Upload_OfTenMegabytes_IsOneTurnFromFirstByteToAnswer()
    {
        var own = new List<double>();
        var answered = new List<double>();
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            var body = new byte[10_000_000];
            for (var i = 0; i < 5; i++)
            {
                var reading = new Thread(() => ReceiveAll(connection.Server, body.Length + 26));
                reading.Start();
                var begun = Stopwatch.GetTimestamp();
                Send(connection.Client, "POST / HTTP/1.1\r\nX: 123\r\n\r\n");
                connection.Client.Send(body);
                reading.Join();
                answered.Add(Nanoseconds(begun) / 1e6);
                Send(connection.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                Receive(connection.Client);
                own.Add(Nanoseconds(begun) / 1e6);
            }
        }

        Assert.Equal(5u, Assert.Single(_watch.Closed(Role.Client, 1)).Turns);
        AssertRightOrUnavailable(own, least: answered.Order().ElementAt(answered.Count / 2) * 0.9);
    }

    [RootFact]
    public void SlowProducer_IsToldApartFromTheNetwork()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            for (var i = 0; i < 5; i++)
            {
                Send(connection.Client, "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n");
                Thread.Sleep(15);
                Send(connection.Client, "body");
                ReceiveAll(connection.Server, 42);
                Send(connection.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                Receive(connection.Client);
            }
        }

        _watch.Closed(Role.Client, 1);
        var measured = _watch.Drain();
        Assert.Equal(5, measured.Count(Signal.Turn));
        Assert.InRange(measured.MeanMs(Signal.Pause), 14.5, measured.MeanMs(Signal.Turn));
    }

    [RootFact]
    public void PeekAndEmptyReads_AreNotPickups()
    {
        var own = new List<double>();
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            var buffer = new byte[100];
            for (var i = 0; i < 5; i++)
            {
                Send(connection.Client, "GET / HTTP/1.1\r\n\r\n");
                Receive(connection.Server);
                var begun = Stopwatch.GetTimestamp();
                Send(connection.Server, "HTTP/1.1 204 No Content\r\n\r\n");
                connection.Client.Poll(-1, SelectMode.SelectRead);
                connection.Client.Receive(buffer, SocketFlags.Peek);
                Thread.Sleep(10);
                Receive(connection.Client);
                own.Add(Nanoseconds(begun));
            }
        }

        _watch.Closed(Role.Client, 1);
        Assert.InRange(_watch.Drain().MeanMs(Signal.Pickup), 9, own.Average() / 1e6);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _watch.Dispose();
        _here.Dispose();
    }

    private static double Nanoseconds(long begun) => Stopwatch.GetElapsedTime(begun).TotalNanoseconds;

    private static void Send(Socket socket, string text) => socket.Send(System.Text.Encoding.ASCII.GetBytes(text));

    private static void Receive(Socket socket) => Assert.NotEqual(0, socket.Receive(new byte[4096]));

    private static void ReceiveAll(Socket socket, int count)
    {
        var buffer = new byte[262_144];
        while (count > 0)
        {
            count -= socket.Receive(buffer);
        }
    }

    private static void AnswerInOrder(Socket server, int count, TimeSpan after)
    {
        var due = new Queue<long>();
        var buffer = new byte[4];
        for (var answered = 0; answered < count;)
        {
            while (server.Poll(TimeSpan.FromMicroseconds(200), SelectMode.SelectRead) && server.Receive(buffer) > 0)
            {
                due.Enqueue(Stopwatch.GetTimestamp());
            }

            while (due.TryPeek(out var arrived) && Stopwatch.GetElapsedTime(arrived) >= after)
            {
                due.Dequeue();
                server.Send([1]);
                answered++;
            }
        }
    }

    private void AssertUnavailable(Unavailable reason)
    {
        var ends = _watch.Closed(Role.Client, 1).Concat(_watch.Closed(Role.Server, 1)).ToList();
        Assert.Equal(2, ends.Count);
        Assert.All(ends, end => Assert.Equal(reason, end.Unavailable));
        Assert.All(ends, end => Assert.Equal(0u, end.Turns));
    }

    /// <param name="own">Turns by the application's clock, in milliseconds.</param>
    /// <param name="least">What the answers were held back: on a busy processor the application learns late of what the kernel saw in time.</param>
    private void AssertRightOrUnavailable(List<double> own, double least)
    {
        var client = Assert.Single(_watch.Closed(Role.Client, 1));
        if (client.Unavailable != Unavailable.None && client.Turns == 0)
        {
            return;
        }

        var measured = _watch.Turns.Where(turn => turn.Turn.TurnNs > 0).Select(turn => turn.Turn.TurnNs / 1e6).Order().ToList();
        var median = own.Order().ElementAt(own.Count / 2);
        Assert.InRange(measured[measured.Count / 2], Math.Min(median * 0.9, least), median * 1.1);
    }
}
