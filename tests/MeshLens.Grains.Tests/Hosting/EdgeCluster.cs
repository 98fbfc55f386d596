using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Duties;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Hosting;
using MeshLens.Grains.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;

namespace MeshLens.Grains.Tests.Hosting;

/// <summary>A real silo whose windows follow fake time, and a client that reaches it as another process would: serialised.</summary>
internal sealed class EdgeCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private EdgeCluster(InProcessTestCluster cluster, FakeTimeProvider time) => (_cluster, Time) = (cluster, time);

    public FakeTimeProvider Time { get; }

    public long Window => Silo<WindowClock>().Index;

    public IEdgeCatalog Catalog => Silo<IEdgeCatalog>();

    public static async Task<EdgeCluster> Start(
        FakeTimeProvider time, Action<GrainsOptions>? configure = null, IEdgeStateStore? store = null, short silos = 1)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new WindowClock(time));
            if (store is not null)
            {
                silo.Services.AddSingleton(store);
            }

            silo.AddMeshLensGrains(configure);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, time);
    }

    public static EdgeKey Edge(string source, string destination = "payments") => new("lab", "shop", source, "shop", destination, 8080);

    public IEdgeGrain Grain(EdgeKey edge) => _cluster.Client.GetGrain<IEdgeGrain>(edge.ToString());

    public IDutyGrain Duty(string name) => _cluster.Client.GetGrain<IDutyGrain>(name);

    public T Silo<T>() where T : notnull =>
        _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<T>();

    /// <summary>Gives an edge turns in the window open now, or so many before it.</summary>
    public Task Feed(EdgeKey edge, double milliseconds, int windowsAgo = 0)
    {
        var turns = new ExponentialHistogram();
        for (var sample = 0; sample < 50; sample++)
        {
            turns.Record((ulong)((milliseconds + (sample % 5 * 0.1)) * 1e6));
        }

        return Grain(edge).Ingest(new EdgeDelta
        {
            Edge = edge,
            Source = new(edge.SourceNamespace, edge.SourceName, PartyKind.Workload),
            Destination = new(edge.DestinationNamespace, edge.DestinationName, PartyKind.Service),
            Windows =
            [
                new()
                {
                    Window = Window - windowsAgo,
                    Endpoint = "10.0.0.2:8080",
                    Signals = [new(Signal.Turn, turns)],
                    Counters = [new(Counter.Turns, 50)],
                },
            ],
        });
    }

    /// <summary>Lets a window pass, then does what the silo does from time to time.</summary>
    public async Task PassWindow()
    {
        Time.Advance(WindowGrid.Length);
        await Silo<EdgeSweep>().Sweep(CancellationToken.None);
        await Silo<SummaryPublisher>().Flush(CancellationToken.None);
    }

    public Task Save() => Silo<IEdgeStateStore>().Flush(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
