using System.Diagnostics;
using System.Net.Sockets;

namespace Kernel.Tests;

/// <summary>HTTP exchanges on one connection between two threads that take their own time at every step.</summary>
internal static class Exchanges
{
    private static readonly byte[] _request = [.. "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8];
    private static readonly byte[] _response = [.. "HTTP/1.1 204 No Content\r\n\r\n"u8];

    public static List<Exchange> Run(Socket client, Socket server, int count, Timings timings)
    {
        var serverSide = new List<(double Queueing, double Service)>();
        var clientSide = new List<(double Turn, double Pickup)>();
        var serving = Punctual.Start(() => Serve(server, count, timings, serverSide));
        var asking = Punctual.Start(() => clientSide.AddRange(Enumerable.Range(0, count).Select(_ => Ask(client, timings))));
        asking.Join();
        serving.Join();
        return [.. clientSide.Zip(serverSide, (one, other) => new Exchange(one.Turn, one.Pickup, other.Queueing, other.Service))];
    }

    private static (double Turn, double Pickup) Ask(Socket client, Timings timings)
    {
        var buffer = new byte[256];
        var begun = Stopwatch.GetTimestamp();
        client.Send(_request);
        client.Poll(-1, SelectMode.SelectRead);
        var arrived = Stopwatch.GetTimestamp();
        Take(timings.ClientReadsLate);
        client.Receive(buffer);
        return (Ms(begun, arrived), Ms(arrived, Stopwatch.GetTimestamp()));
    }

    private static void Serve(Socket server, int count, Timings timings, List<(double Queueing, double Service)> serverSide)
    {
        var buffer = new byte[256];
        for (var i = 0; i < count; i++)
        {
            server.Poll(-1, SelectMode.SelectRead);
            var arrived = Stopwatch.GetTimestamp();
            Take(timings.ServerReadsLate);
            server.Receive(buffer);
            var read = Stopwatch.GetTimestamp();
            Take(timings.Handler);
            serverSide.Add((Ms(arrived, read), Ms(read, Stopwatch.GetTimestamp())));
            server.Send(_response);
        }
    }

    private static void Take(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            Thread.Sleep(time);
        }
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
