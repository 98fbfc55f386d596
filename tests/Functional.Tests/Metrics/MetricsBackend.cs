using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace Functional.Tests.Metrics;

/// <summary>Receives metrics over OTLP/HTTP as any backend does, and keeps the newest of each.</summary>
internal sealed class MetricsBackend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Metric> _newest = [];

    private MetricsBackend(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/metrics", Take);
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<MetricsBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var backend = new MetricsBackend(builder.Build());
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    /// <summary>The newest of its name; null when there was none.</summary>
    public Metric? Newest(string name)
    {
        lock (_gate)
        {
            return _newest.GetValueOrDefault(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        await using var body = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole);
        var request = ExportMetricsServiceRequest.Parser.ParseFrom(whole.ToArray());
        lock (_gate)
        {
            foreach (var metric in request.ResourceMetrics.SelectMany(static resource => resource.ScopeMetrics).SelectMany(static scope => scope.Metrics))
            {
                _newest[metric.Name] = metric;
            }
        }
    }
}
