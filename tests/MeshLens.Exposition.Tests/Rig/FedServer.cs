using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Hosting;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Nodes;
using MeshLens.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>A real silo, ingest and <c>/metrics</c> on loopback. Its windows close when a test says so.</summary>
internal sealed class FedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeTimeProvider _windows = new(new(2026, 3, 1, 12, 0, 1, TimeSpan.Zero));

    private FedServer(Action<ExpositionOptions>? configure, INodeDirectory? nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new WindowClock(_windows));
        builder.AddMeshLensSilo();
        builder.Services.AddIngest(builder.Configuration);
        builder.AddMetricsOut(configure);
        if (nodes is not null)
        {
            builder.Services.AddSingleton(nodes);
        }

        _app = builder.Build();
        _app.MapMetricsOut();
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<FedServer> StartAsync(Action<ExpositionOptions>? configure = null, INodeDirectory? nodes = null)
    {
        var server = new FedServer(configure, nodes);
        await server._app.StartAsync(TestContext.Current.CancellationToken);

        // Edges add up from the first time that somebody asks.
        await server.Scrape("text/plain");
        return server;
    }

    /// <summary>One window of an edge: both ends, fifty requests; and it closes.</summary>
    public async Task Close(EdgeKey edge, double handshakeMs = 0.4, double serviceMs = 10, ulong refused = 0)
    {
        var clock = _app.Services.GetRequiredService<WindowClock>();
        var grain = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IEdgeGrain>(edge.ToString());
        await grain.Ingest(new()
        {
            Edge = edge,
            Source = new(edge.SourceNamespace, edge.SourceName, PartyKind.Workload),
            Destination = new(edge.DestinationNamespace, edge.DestinationName, PartyKind.Service),
            Windows = [Client(clock.Index, handshakeMs, serviceMs, refused), Server(clock.Index, serviceMs)],
        });
        _windows.Advance(TimeSpan.FromSeconds(13));
        await grain.Tick();
    }

    public async Task<(string Type, byte[] Body)> Scrape(string accept)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/metrics"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (response.Content.Headers.ContentType!.MediaType!, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What doctor prints of metrics.</summary>
    public List<string> Notes() => [.. _app.Services.GetServices<ISourceNotes>().OfType<MetricsNotes>().Single().Notes()];

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WindowDelta Client(long window, double handshakeMs, double serviceMs, ulong refused) => new()
    {
        Window = window,
        End = End.Client,
        Endpoint = "10.0.0.1:8080",
        Signals =
        [
            new(Signal.Handshake, Many(handshakeMs)), new(Signal.Turn, Many(serviceMs + handshakeMs)), new(Signal.Pickup, Many(0.05)),
            new(Signal.SmoothedRtt, Many(handshakeMs)), new(Signal.Setup, Many(handshakeMs * 2)),
        ],
        Counters =
        [
            new(Counter.ConnectAttempts, 50 + refused), new(Counter.Established, 50), new(Counter.FailuresRefused, refused), new(Counter.Turns, 50),
            new(Counter.DataRetransmits, 1),
        ],
        AgeMs = 100,
    };

    private static WindowDelta Server(long window, double serviceMs) => new()
    {
        Window = window,
        End = End.Server,
        Endpoint = "10.0.0.1:8080",
        Signals = [new(Signal.Queueing, Many(0.05)), new(Signal.Service, Many(serviceMs))],
        Counters = [new(Counter.Established, 50)],
        AgeMs = 100,
    };

    /// <summary>What one window of an edge tells of a duration: spread a little, as measured durations are.</summary>
    public static Core.Histograms.ExponentialHistogram Many(double milliseconds) =>
        Durations.Of([.. Enumerable.Range(0, 50).Select(each => milliseconds * (0.9 + (each * 0.004)))]);
}
