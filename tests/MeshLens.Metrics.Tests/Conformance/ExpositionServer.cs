using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>Serves texts on loopback, each at <c>/job</c>.</summary>
internal sealed class ExpositionServer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private volatile Dictionary<string, Exposition> _texts;

    private ExpositionServer(WebApplication server, IReadOnlyList<Exposition> texts)
    {
        (_server, _texts) = (server, texts.ToDictionary(static text => text.Job));
        server.MapGet("/{job}", (string job) => Results.Bytes(_texts[job].Text, _texts[job].ContentType));
    }

    public Uri Address => new(_server.Urls.First());

    public static async Task<ExpositionServer> StartAsync(IReadOnlyList<Exposition> texts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MinResponseDataRate = null); // However slowly a busy machine reads.
        var server = new ExpositionServer(builder.Build(), texts);
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Serves others from now on, under the same names.</summary>
    public void Replace(IReadOnlyList<Exposition> texts) => _texts = texts.ToDictionary(static text => text.Job);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
