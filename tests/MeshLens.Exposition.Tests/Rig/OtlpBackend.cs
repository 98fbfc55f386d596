using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Metrics.V1;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>A backend that takes OTLP over HTTP once it is started. Before, its port is its own and refuses connections.</summary>
internal sealed class OtlpBackend : IAsyncDisposable
{
    // As most have it, and the collector of OpenTelemetry by gRPC.
    private const long Largest = 4 * 1024 * 1024;

    private readonly Socket _port = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly X509Certificate2? _certificate;
    private WebApplication? _app;

    private OtlpBackend(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    public Uri Address => field ??= new($"{(_certificate is null ? "http" : "https")}://{_port.LocalEndPoint}");

    /// <summary>Everything that was taken, oldest first.</summary>
    public ConcurrentQueue<ExportMetricsServiceRequest> Taken { get; } = [];

    /// <summary>What the next requests are answered with instead of being taken.</summary>
    public ConcurrentQueue<int> Refusals { get; } = [];

    /// <summary>How many points it says it has left out of what it takes.</summary>
    public long Rejects { get; set; }

    /// <summary>The header of what was taken last.</summary>
    public string? Authorization { get; private set; }

    /// <summary>One that is down.</summary>
    public static OtlpBackend Create() => new(certificate: null);

    /// <param name="certificate">Its own, when it is encrypted.</param>
    public static async Task<OtlpBackend> StartedAsync(X509Certificate2? certificate = null)
    {
        var backend = new OtlpBackend(certificate);
        await backend.StartAsync();
        return backend;
    }

    public async Task StartAsync()
    {
        _ = Address;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenHandle((ulong)_port.Handle, listen =>
        {
            if (_certificate is not null)
            {
                listen.UseHttps(_certificate);
            }
        }));
        _app = builder.Build();
        _app.MapPost("/v1/metrics", Take);
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The newest of a metric that passes, once there is one.</summary>
    public async Task<Metric> Find(string name, Func<Metric, bool> passes)
    {
        Metric? found = null;
        await Eventually.Holds($"{name}; there is {string.Join(", ", All().Select(static metric => metric.Name).Distinct())}", () => (found = All().LastOrDefault(metric => metric.Name == name && passes(metric))) is not null);
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
        {
            _port.Dispose();
            return;
        }

        // The web server has taken the port over, and closes it.
        _port.SafeHandle.SetHandleAsInvalid();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>All metrics of all requests that were taken, oldest first.</summary>
    public IEnumerable<Metric> All() =>
        Taken.SelectMany(static request => request.ResourceMetrics).SelectMany(static resource => resource.ScopeMetrics).SelectMany(static scope => scope.Metrics);

    private async Task Take(HttpContext context)
    {
        await using var body = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await body.CopyToAsync(whole);
        if (whole.Length > Largest)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        else if (Refusals.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.StatusCode = context.Request.ContentType == "application/x-protobuf" ? StatusCodes.Status200OK : StatusCodes.Status415UnsupportedMediaType;
            Authorization = context.Request.Headers.Authorization;
            Taken.Enqueue(ExportMetricsServiceRequest.Parser.ParseFrom(whole.ToArray()));
            await context.Response.BodyWriter.WriteAsync(new ExportMetricsServiceResponse { PartialSuccess = new() { RejectedDataPoints = Rejects } }.ToByteArray());
        }
    }
}
