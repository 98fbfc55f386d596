using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;
using MeshLens.Grains.Nodes;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Agents;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Metrics;
using MeshLens.Ingest.Naming.Static;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>All of ingest but its listener, on fake time, in front of a sink that collects.</summary>
internal sealed class IngestRig : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 3, TimeSpan.Zero);

    private readonly ServiceProvider _services;

    private IngestRig(Action<IngestOptions>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddIngest(new ConfigurationBuilder().Build());
        services.AddSingleton<IEdgeSink>(Sink);
        services.Configure<IngestOptions>(options => configure?.Invoke(options));
        _services = services.BuildServiceProvider();
        Flusher = _services.GetServices<IHostedService>().OfType<EdgeFlusher>().Single();
        FileWatcher = _services.GetServices<IHostedService>().OfType<EndpointFileWatcher>().Single();
    }

    public SteppingTime Time { get; } = new(Start);

    public CollectingSink Sink { get; } = new();

    public CollectingLog Log { get; } = new();

    public EdgeFlusher Flusher { get; }

    public EndpointFileWatcher FileWatcher { get; }

    public IdentityIndex Mesh => _services.GetRequiredService<IdentityIndex>();

    public IEndpointPlaces Places => _services.GetRequiredService<IEndpointPlaces>();

    public EdgeTable Edges => _services.GetRequiredService<EdgeTable>();

    public AccessLogInstruments AccessLogs => _services.GetRequiredService<AccessLogInstruments>();

    public AccessLogQueue AccessLogQueue => _services.GetRequiredService<AccessLogQueue>();

    public AccessLogWorker CreateAccessLogWorker() => _services.GetRequiredService<AccessLogIntake>().CreateWorker();

    public MetricIntake Metrics => _services.GetRequiredService<MetricIntake>();

    public MetricInstruments MetricCounts => _services.GetRequiredService<MetricInstruments>();

    public IngestInstruments Instruments => _services.GetRequiredService<IngestInstruments>();

    public NodeRegistry Registry => _services.GetRequiredService<NodeRegistry>();

    public INodeDirectory Nodes => _services.GetRequiredService<INodeDirectory>();

    public IConnectionIndex Connections => _services.GetRequiredService<IConnectionIndex>();

    public static IngestRig Create(Action<IngestOptions>? configure = null) => new(configure);

    /// <summary>Names endpoints as an endpoint file would.</summary>
    public void Name(string json)
    {
        var errors = new List<string>();
        var table = EndpointFileReader.Read(System.Text.Encoding.UTF8.GetBytes(json), errors);
        Assert.Empty(errors);
        _services.GetRequiredService<EndpointFileResolver>().Use(table!);
    }

    public TestAgent Connect(string node = "n1", string agentId = "a1")
    {
        var hello = new Hello { ProtocolVersion = ProtocolVersion.Current, Node = node, AgentId = agentId, Cluster = "c" };
        Assert.True(Registry.TryEnter(hello, out var stream, out var refusal), refusal);
        return new(stream, Registry);
    }

    /// <summary>Flushes, and returns what came since the last time.</summary>
    public async Task<List<EdgeDelta>> FlushAsync()
    {
        await Flusher.FlushAsync();
        List<EdgeDelta> deltas = [.. Sink.Deltas];
        Sink.Deltas.Clear();
        return deltas;
    }

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}
