using MeshLens.Grains.Probes;
using MeshLens.Ingest;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Edges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Probes;

/// <summary>Ingest behind a Unix socket, which agents reach from every network namespace.</summary>
internal sealed class ProbeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _directory;

    private ProbeServer(WebApplication app, DirectoryInfo directory, string url) => (_app, _directory, Url) = (app, directory, url);

    public string Url { get; }

    public ProbeMatrix Matrix() => _app.Services.GetRequiredService<IProbeDirectory>().Matrix();

    public static async Task<ProbeServer> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("meshlens-probes-");
        var socket = Path.Combine(directory.FullName, "agents");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.UseAgentStreams().ListenUnixSocket(socket, static listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddIngest(builder.Configuration).AddSingleton<IEdgeSink, NoEdges>();
        var app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        return new(app, directory, $"unix:{socket}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
