using System.Collections.Concurrent;
using System.IO.Compression;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>A backend that takes OTLP over HTTP, or does not.</summary>
internal sealed class OtlpBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpBackend(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/metrics", context => Take(context, ExportMetricsServiceRequest.Parser, Metrics));
        app.MapPost("/v1/traces", context => Take(context, ExportTraceServiceRequest.Parser, Traces));
    }

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<ExportMetricsServiceRequest> Metrics { get; } = [];

    public ConcurrentQueue<ExportTraceServiceRequest> Traces { get; } = [];

    /// <summary>What the next so many requests are answered with instead of being taken.</summary>
    public ConcurrentQueue<int> Refusals { get; } = [];

    public static async Task<OtlpBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var backend = new OtlpBackend(builder.Build());
        await backend._app.StartAsync(TestContext.Current.CancellationToken);
        return backend;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take<T>(HttpContext context, MessageParser<T> parser, ConcurrentQueue<T> taken)
        where T : IMessage<T>
    {
        await using var body = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole);
        if (Refusals.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
            return;
        }

        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        taken.Enqueue(parser.ParseFrom(whole.ToArray()));
    }
}
