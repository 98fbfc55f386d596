using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>Serves texts on loopback, each at <c>/job</c>.</summary>
internal sealed class ExpositionServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ExpositionServer(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.First());

    public static async Task<ExpositionServer> StartAsync(IReadOnlyList<Exposition> texts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var byJob = texts.ToDictionary(static text => text.Job);
        server.MapGet("/{job}", (string job) => Results.Bytes(byJob[job].Text, byJob[job].ContentType));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
