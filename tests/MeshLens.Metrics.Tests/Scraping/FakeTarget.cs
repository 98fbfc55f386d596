using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>A proxy's metrics port on loopback that answers as the test says.</summary>
internal sealed class FakeTarget : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeTarget(WebApplication server) => _server = server;

    public Uri Address => new(new Uri(_server.Urls.First()), "stats/prometheus");

    public static async Task<FakeTarget> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(static kestrel => kestrel.Limits.MinResponseDataRate = null); // However slowly a busy machine reads.
        var server = builder.Build();
        server.MapGet("/stats/prometheus", answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
