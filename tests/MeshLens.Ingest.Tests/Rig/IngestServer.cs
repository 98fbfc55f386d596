using System.Net;
using Grpc.Net.Client;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Nodes;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Edges;
using MeshLens.Protocol.V1;
using MeshLens.Protocol.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>Ingest behind its real listener on a free loopback port, in front of a sink that collects.</summary>
internal sealed class IngestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private IngestServer(WebApplication app, CollectingSink sink, CollectingLog log)
    {
        (_app, Sink, Log) = (app, sink, log);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Address, OtlpAddress) = (new(addresses[0]), new(addresses[1]));
        _channel = GrpcChannel.ForAddress(Address, new() { MaxSendMessageSize = null });
        Client = new(_channel);
        Proxy = new(_channel);
        Otlp = new(_channel);
    }

    public CollectingSink Sink { get; }

    public CollectingLog Log { get; }

    public Uri Address { get; }

    /// <summary>OTLP over HTTP.</summary>
    public Uri OtlpAddress { get; }

    public AgentIngest.AgentIngestClient Client { get; }

    public Envoy.Service.Accesslog.V3.AccessLogService.AccessLogServiceClient Proxy { get; }

    public OpenTelemetry.Proto.Collector.Logs.V1.LogsService.LogsServiceClient Otlp { get; }

    public AccessLogInstruments AccessLogs => _app.Services.GetRequiredService<AccessLogInstruments>();

    public EdgeTable Edges => _app.Services.GetRequiredService<EdgeTable>();

    /// <summary>What <c>meshlens doctor</c> says of access logs.</summary>
    public IEnumerable<string> Notes => _app.Services.GetServices<ISourceNotes>().SelectMany(static source => source.Notes());

    public INodeDirectory Nodes => _app.Services.GetRequiredService<INodeDirectory>();

    public IngestInstruments Instruments => _app.Services.GetRequiredService<IngestInstruments>();

    public static async Task<IngestServer> StartAsync(Action<IngestOptions>? configure = null, TimeProvider? time = null)
    {
        var (sink, log) = (new CollectingSink(), new CollectingLog());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.UseAgentStreams().Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddIngest(builder.Configuration).AddOtlpLogs(builder.Configuration);
        builder.Services.AddSingleton<IEdgeSink>(sink);
        builder.Services.Configure<IngestOptions>(options => configure?.Invoke(options));
        var app = builder.Build();
        app.MapIngest();
        app.MapOtlpLogs();
        await app.StartAsync();
        return new(app, sink, log);
    }

    public static AgentMessage Hello(string agentId = "a1", string node = "n1") =>
        new() { Hello = new() { ProtocolVersion = ProtocolVersion.Current, AgentId = agentId, Node = node } };

    /// <summary>Waits until so many entries of access logs reached their edges.</summary>
    public async Task TakenAsync(long entries)
    {
        while (AccessLogs.Taken < entries)
        {
            Assert.Equal(0, AccessLogs.AllShed);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
