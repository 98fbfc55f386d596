using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>How long connections wait for a server that accepts them late.</summary>
public sealed class AcceptTests : IDisposable
{
    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");
    private readonly ConnectionWatch _watch;

    public AcceptTests() => _watch = ConnectionWatch.Start(_here);

    [RootFact]
    public void Accept_LateWhileTheRequestWaits_IsTheWait()
    {
        using var listener = Listener.Open(_here, IPAddress.Loopback);
        var before = Stopwatch.GetTimestamp();
        using var client = Connect(listener);
        var after = Stopwatch.GetTimestamp();
        client.Send("GET / HTTP/1.1\r\n\r\n"u8);
        Thread.Sleep(50); // The fault itself.
        var least = Stopwatch.GetElapsedTime(after);
        using var server = listener.Accept();
        server.Receive(new byte[64]);
        var most = Stopwatch.GetElapsedTime(before);

        var measured = _watch.Drain();

        Assert.Equal(1, measured.Count(Signal.AcceptWait));
        Assert.InRange(measured.MeanMs(Signal.AcceptWait), least.TotalMilliseconds, most.TotalMilliseconds);
        Assert.Equal(0UL, measured.Sum(static counters => counters.PromptAccepts));
    }

    [RootFact]
    public void Accept_BeforeTheRequest_IsPromptAndNoWait()
    {
        using (var connection = ConnectedPair.OnLoopback(_here))
        {
            Exchanges.Run(connection.Client, connection.Server, 3, new Timings());
        }

        Assert.Single(_watch.Closed(Role.Server, 1));
        var measured = _watch.Drain();
        Assert.Equal((0, 1UL), (measured.Count(Signal.AcceptWait), measured.Sum(static counters => counters.PromptAccepts)));
    }

    public void Dispose()
    {
        _watch.Dispose();
        _here.Dispose();
    }

    private Socket Connect(Listener listener)
    {
        var client = _here.OpenTcpSocket(AddressFamily.InterNetwork);
        client.Connect(listener.EndPoint);
        return client;
    }
}
