using System.Net;
using System.Net.Http.Headers;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Connections;
using MeshLens.Grains.Mesh;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Incidents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>The hop between applications and a backend, on free loopback ports, with a mesh of two edges.</summary>
internal sealed class Hop : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Hop(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Grpc, Http) = (new(addresses[0]), new(addresses[1]));
        Client = new() { BaseAddress = Http };
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public HttpClient Client { get; }

    public FakeCatalog Catalog => (FakeCatalog)_app.Services.GetRequiredService<IEdgeCatalog>();

    public FakeIncidents Incidents => (FakeIncidents)_app.Services.GetRequiredService<IIncidentSource>();

    public TracingInstruments Counts => _app.Services.GetRequiredService<TracingInstruments>();

    /// <summary>What operators are told of it.</summary>
    public IEnumerable<string> Notes => _app.Services.GetRequiredService<ISourceNotes>().Notes();

    public EdgeDirectory Directory => _app.Services.GetRequiredService<EdgeDirectory>();

    public static async Task<Hop> StartAsync(Action<TracingOptions> configure, TimeProvider? time = null, params IEnumerable<EdgeSummary> edges)
    {
        var catalog = new FakeCatalog();
        foreach (var edge in edges)
        {
            catalog.Edges[edge.Id] = edge;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null; // However slowly a busy machine sends.
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IEdgeCatalog>(catalog)
            .AddSingleton<IConnectionIndex, FakeConnections>()
            .AddSingleton<IEndpointNaming, FakeNaming>();
        builder.Services.AddTracing(builder.Configuration).AddSingleton<IIncidentSource, FakeIncidents>().AddOtlp<LogReader>().Configure<TracingOptions>(options =>
        {
            options.RetryFirst = TimeSpan.FromMilliseconds(20);

            // A machine that is busy for longer than a backend usually gets is no reason to send twice here.
            options.Timeout = TimeSpan.FromMinutes(2);
            configure(options);
        });
        var app = builder.Build();
        app.MapTracing();
        app.MapOtlp<LogReader>();
        await app.StartAsync();
        var hop = new Hop(app);
        await Until.True(() => catalog.Watchers == 2 && hop.Directory.Index.Count == catalog.Edges.Count, TestContext.Current.CancellationToken);
        return hop;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string contentType, bool isPacked = false)
    {
        using var content = new ByteArrayContent(isPacked ? Packing.Pack(body) : body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (isPacked)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return await Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
