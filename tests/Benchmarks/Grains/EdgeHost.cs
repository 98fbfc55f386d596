using MeshLens.Api;
using MeshLens.Core.Windows;
using MeshLens.Exposition;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Hosting;
using MeshLens.Grains.Persistence;
using MeshLens.Ingest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Benchmarks.Grains;

/// <summary>A real silo and the real API over loopback, fed by a workload in manual time.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    /// <summary>Deltas made in advance: making them would cost more than what is measured.</summary>
    private const int Varieties = 32;

    private readonly WebApplication _app;
    private readonly ManualTime _time;
    private readonly EdgeWorkload _workload;
    private readonly IEdgeGrain[] _edges;
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-bench-").FullName;

    private List<WindowDelta>[] _deltas = [];
    private long _made;

    private EdgeHost(int edges)
    {
        _time = new(new(2026, 3, 1, 12, 0, 3, TimeSpan.Zero));
        _workload = new(edges, seed: 1);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new WindowClock(_time));
        builder.AddMeshLensSilo(options => options.DataDirectory = _directory);
        builder.Services.AddIngest(builder.Configuration);
        builder.Services.AddMeshLensApi();
        builder.AddMetricsOut();
        _app = builder.Build();
        _app.UseMeshLensApi();
        _app.MapMetricsOut();
        _edges = new IEdgeGrain[edges];
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<EdgeHost> Start(int edges)
    {
        var host = new EdgeHost(edges);
        await host._app.StartAsync();
        return host;
    }

    public void Enlist()
    {
        var grains = _app.Services.GetRequiredService<IGrainFactory>();
        for (var edge = 0; edge < _edges.Length; edge++)
        {
            _edges[edge] = grains.GetGrain<IEdgeGrain>(_workload.Key(edge).ToString());
        }
    }

    /// <summary>Gives every edge a full window.</summary>
    public Task Feed() => Feed(0, _edges.Length);

    /// <summary>Gives some of the edges a full window.</summary>
    public async Task Feed(int first, int count)
    {
        var window = _app.Services.GetRequiredService<WindowClock>().Index;
        var deltas = DeltasOf(window);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = 64 };
        await Parallel.ForAsync(first, first + count, limits, async (edge, _) =>
        {
            var key = _workload.Key(edge);
            await _edges[edge].Ingest(new()
            {
                Edge = key,
                Source = new(key.SourceNamespace, key.SourceName, MeshLens.Core.Edges.PartyKind.Workload),
                Destination = new(key.DestinationNamespace, key.DestinationName, MeshLens.Core.Edges.PartyKind.Service),
                Windows = deltas[edge % Varieties],
            });
        });
    }

    private List<WindowDelta>[] DeltasOf(long window)
    {
        if (_made != window)
        {
            _deltas = [.. Enumerable.Range(0, Varieties).Select(_ => _workload.Flush(_workload.Key(0), window).Windows)];
            _made = window;
        }

        return _deltas;
    }

    /// <summary>Lets the window pass, and does what the silo does from time to time.</summary>
    public Task PassWindow() => Pass(WindowGrid.Length);

    public async Task Pass(TimeSpan time)
    {
        _time.Advance(time);
        await _app.Services.GetRequiredService<EdgeSweep>().Sweep(CancellationToken.None);
        await _app.Services.GetRequiredService<SummaryPublisher>().Flush(CancellationToken.None);
    }

    public Task Save() => _app.Services.GetRequiredService<IEdgeStateStore>().Flush(CancellationToken.None);

    /// <summary>What the managed heap holds after everything that can go has gone.</summary>
    public static long HeapBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
