using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Kernel.Tests.Host;
using MeshLens.Agent.Connects;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;
using NetworkNamespace = MeshLens.Lab.Namespaces.NetworkNamespace;

namespace Kernel.Tests.Agent;

public sealed class ConnectStreamTests : IDisposable
{
    private const int MostFlows = 256;

    private readonly NetworkNamespace _inside = NetworkNamespace.Create("connects");
    private readonly NetworkNamespaces _namespaces = new(new HostFiles());

    [RootFact]
    public void Run_OfConnects_ListsThemWithLatencyOrFailureAndEndsAfterTheCount()
    {
        var request = new ConnectsRequest { Watch = new() { NetworkNamespaces = [_inside.Path] }, Count = 2, Json = true };
        using var session = Open(request);
        using var output = new StringWriter();
        var running = Task.Run(() => new ConnectStream(session.Programs!, request, output, TimeProvider.System).Run(default));

        var port = ConnectOnce();
        Assert.Throws<SocketException>(() => Connect(port));

        Assert.True(running.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        var lines = output.ToString().TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String], lines.Select(line => line.GetProperty("failure").ValueKind));
        Assert.Equal("refused", lines[1].GetProperty("failure").GetString());
        Assert.All(lines, line =>
        {
            Assert.Equal(Environment.ProcessId, line.GetProperty("pid").GetInt32());
            Assert.Equal(port, line.GetProperty("dport").GetInt32());
            Assert.InRange(line.GetProperty("latencyMs").GetDouble(), 0.001, 60_000);
        });
    }

    [RootFact]
    public void Run_OfMoreFlowsThanThereIsRoomFor_ListsThemAll()
    {
        const int Connects = 4 * MostFlows;
        var request = new ConnectsRequest { Watch = new() { NetworkNamespaces = [_inside.Path] }, Count = Connects, Flows = MostFlows };
        using var session = Open(request);
        using var output = new LineCount();
        var running = Task.Run(() => new ConnectStream(session.Programs!, request, output, TimeProvider.System).Run(default));

        // Nobody listens: each address is a flow, and each connect is refused at once.
        for (var i = 0; i < Connects; i++)
        {
            Assert.Throws<SocketException>(() => Connect(new IPAddress([127, 1, (byte)(i >> 8), (byte)i]), port: 9));
            if (i % 32 == 31)
            {
                Eventually.True(() => output.Lines > i, $"connect {i} is listed");
            }
        }

        Assert.True(running.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(0UL, running.Result);
    }

    public void Dispose()
    {
        _namespaces.Dispose();
        _inside.Dispose();
    }

    private KernelSession Open(ConnectsRequest request) => KernelSession.Open(
        new()
        {
            Flows = MostFlows,
            RingBytes = 1 << 16,
            Watch = request.Watch,
            Settings = KernelSettings.EveryConnect(TimeSpan.Zero),
            Asks = question => question is Questions.Handshakes,
        },
        new HostFiles(),
        _namespaces);

    private int ConnectOnce()
    {
        using var listener = Listener.Open(_inside, IPAddress.Loopback);
        Connect(listener.EndPoint.Port);
        return listener.EndPoint.Port;
    }

    private void Connect(int port) => Connect(IPAddress.Loopback, port);

    private void Connect(IPAddress address, int port)
    {
        using var client = _inside.OpenTcpSocket(AddressFamily.InterNetwork);
        client.Connect(address, port);
    }
}
