using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kernel.Tests.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>h2load against nghttpd, clear text with prior knowledge.</summary>
public sealed class Http2Tests : IDisposable
{
    private const int Port = 8080;

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");

    [RootTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public void Turns_OfMultiplexedConnections_AreUnavailable(int streams)
    {
        using var serving = _here.Start(new ProcessStartInfo("nghttpd", ["--no-tls", "-d", "/usr/share/doc/nghttp2-server", $"{Port}"]));
        Eventually.True(IsListening, "nghttpd listens");
        using var watch = ConnectionWatch.Start(_here);

        _here.Command("h2load", "-c", "2", "-n", "1000", "-m", $"{streams}", $"http://127.0.0.1:{Port}/copyright");

        var ends = watch.Closed(Role.Client, 2).Concat(watch.Closed(Role.Server, 2)).ToList();
        Assert.All(ends, end => Assert.Equal(Unavailable.Multiplexed, end.Unavailable));
        var measured = watch.Drain();
        Assert.Equal(0, measured.Count(Signal.Turn) + measured.Count(Signal.Service));
        Assert.Equal(4UL, measured.Sum(counters => counters.Unavailable[(int)Unavailable.Multiplexed]));
    }

    public void Dispose() => _here.Dispose();

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
