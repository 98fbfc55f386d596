using System.Net;
using System.Net.Sockets;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Host;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using MeshLens.Agent.Processes;
using MeshLens.Agent.Streaming;
using MeshLens.Agent.Watching;
using MeshLens.Protocol.V1;
using Microsoft.Extensions.Logging.Abstractions;
using NetworkNamespace = MeshLens.Lab.Namespaces.NetworkNamespace;

namespace Kernel.Tests.Agent;

/// <summary>An agent without its stream: it watches one namespace, and its batches and announcements are read here.</summary>
internal sealed class WatchedNamespace : IDisposable
{
    private readonly NetworkNamespaces _namespaces = new(new HostFiles());
    private readonly KernelSession _session;
    private readonly FlowAnnouncements _announcements = new();
    private readonly BatchQueue _queue;
    private readonly Watch _watch;

    public WatchedNamespace(int ringBytes = 1 << 20, int flows = 1024, TimeSpan minimumLatency = default)
    {
        var files = new HostFiles();
        var options = Options(ringBytes, flows, minimumLatency);
        _session = KernelSession.Open(Setup(options), files, _namespaces);
        _queue = new(1 << 24, _announcements);
        var processes = new ProcessDirectory(files, TimeProvider.System);
        var describer = new FlowDescriber(processes, new CgroupDirectory(files, TimeProvider.System, null));
        var parts = new WatchParts(files, _namespaces, processes, describer, _session.NameServers, MayTimeBpf: true);
        _watch = new(_session.Programs!, options, parts, _queue, _announcements, TimeProvider.System, NullLogger.Instance);
    }

    public NetworkNamespace Inside { get; } = NetworkNamespace.Create("watched");

    public LossTally Losses { get; } = new();

    /// <summary>Connects so many times to a listener of the same namespace, one byte each way.</summary>
    public void Exchange(int connections, TimeSpan handler = default)
    {
        using var listener = Listener.Open(Inside, IPAddress.Loopback);
        var buffer = new byte[1];
        for (var i = 0; i < connections; i++)
        {
            using var client = Inside.OpenTcpSocket(AddressFamily.InterNetwork);
            client.Connect(listener.EndPoint);
            using var served = listener.Accept();
            client.Send(buffer);
            served.Receive(buffer);
            if (handler > TimeSpan.Zero)
            {
                Thread.Sleep(handler);
            }

            served.Send(buffer);
            client.Receive(buffer);
        }
    }

    /// <summary>Ends the interval and reads its batches.</summary>
    public async Task<IReadOnlyList<Batch>> EndIntervalAsync()
    {
        _watch.EndInterval();
        var batches = new List<Batch>();
        while (_queue.Count > 0)
        {
            using var encoded = await _queue.DequeueAsync(TestContext.Current.CancellationToken);
            Losses.Add(encoded!.Losses);
            batches.Add(Batch.Parser.ParseFrom(encoded.Body));
        }

        return batches;
    }

    public void Consume() => _watch.Consume();

    /// <summary>The flows announced since the last call.</summary>
    public IReadOnlyList<Flow> Announced()
    {
        var encoded = new System.Buffers.ArrayBufferWriter<byte>();
        _announcements.Drain(encoded, int.MaxValue);
        return Batch.Parser.ParseFrom(encoded.WrittenSpan).Flows;
    }

    public void Dispose()
    {
        _watch.Dispose();
        _session.Dispose();
        _queue.Dispose();
        _namespaces.Dispose();
        Inside.Dispose();
    }

    private AgentOptions Options(int ringBytes, int flows, TimeSpan minimumLatency) => new()
    {
        Server = ServerAddress.Parse("http://127.0.0.1:1", out _)!,
        Interval = TimeSpan.FromSeconds(1),
        BpfTiming = BpfTiming.Always,
        Watch = new() { NetworkNamespaces = [Inside.Path], MinimumLatency = minimumLatency },
        Capacity = new()
        {
            Flows = flows,
            RingBytes = ringBytes,
            QueueBytes = 1 << 24,
            JoinsPerSecond = 2000,
            WorstPerFlow = 2,
            ExemplarsPerInterval = 100,
        },
    };

    private static KernelSetup Setup(AgentOptions options) => new()
    {
        Flows = options.Capacity.Flows,
        RingBytes = (int)options.Capacity.RingBytes,
        Watch = options.Watch,
        Settings = KernelSettings.Default,
        Asks = _ => true,
    };
}
