using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MeshLens.Lab.Links;

namespace MeshLens.Lab.Tests.Links;

/// <summary>One byte there and back over a pair's link, on blocking sockets and threads of their own.</summary>
internal static class Echo
{
    private const int Port = 9000;
    private const int MostSeries = 50;

    /// <summary>The shortest: what the link itself takes, whatever else the machine does meanwhile. Another series follows one above <paramref name="goal"/>.</summary>
    public static TimeSpan Best(LinkedPair pair, IPAddress server, int rounds, TimeSpan? goal = null)
    {
        var best = Measure(pair, server, rounds).Min();
        for (var again = 0; again < MostSeries && best > goal; again++)
        {
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Measure(pair, server, rounds).Min().Ticks));
        }

        return best;
    }

    public static TimeSpan[] Measure(LinkedPair pair, IPAddress server, int rounds)
    {
        using var listener = Listen(pair, server);
        pair.Server.StartThread("echo", () => Answer(listener));
        using var socket = Connect(pair, server);
        TimeSpan[] times = [];
        pair.Client.StartThread("echo client", () =>
        {
            RealTimeManners.Apply(); // What is measured is the link, not the wait for a processor.
            times = [.. Enumerable.Range(0, rounds).Select(_ => RoundTrip(socket))];
        }).Join();
        return times;
    }

    public static long Upload(LinkedPair pair, IPAddress server, int bytes)
    {
        using var listener = Listen(pair, server);
        using var socket = Connect(pair, server);
        using var accepted = listener.Accept();
        pair.Client.StartThread("upload", () =>
        {
            socket.Send(new byte[bytes]);
            socket.Shutdown(SocketShutdown.Send);
        });
        var buffer = new byte[65536];
        long total = 0;
        for (int read; (read = accepted.Receive(buffer)) > 0;)
        {
            total += read;
        }

        return total;
    }

    private static Socket Listen(LinkedPair pair, IPAddress server)
    {
        var listener = pair.Server.OpenTcpSocket(server.AddressFamily);
        listener.Bind(new IPEndPoint(server, Port));
        listener.Listen();
        return listener;
    }

    private static Socket Connect(LinkedPair pair, IPAddress server)
    {
        var socket = pair.Client.OpenTcpSocket(server.AddressFamily);
        socket.NoDelay = true;
        socket.Connect(server, Port);
        return socket;
    }

    private static TimeSpan RoundTrip(Socket socket)
    {
        var started = Stopwatch.GetTimestamp();
        socket.Send([1]);
        socket.Receive(new byte[1]);
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Answer(Socket listener)
    {
        RealTimeManners.Apply();
        using var socket = listener.Accept();
        socket.NoDelay = true;
        var buffer = new byte[1];
        while (socket.Receive(buffer) > 0)
        {
            socket.Send(buffer);
        }
    }
}
