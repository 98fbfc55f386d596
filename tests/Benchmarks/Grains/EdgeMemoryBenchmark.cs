using MeshLens.Core.Windows;

namespace Benchmarks.Grains;

/// <summary>What one edge costs with an hour of windows, an open one, its baselines and its place in silo, catalog and store.</summary>
internal sealed class EdgeMemoryBenchmark : IBenchmark
{
    private const int Edges = 1000;

    public string Name => "edge-memory";

    public async Task RunAsync(BenchReport report)
    {
        await using var host = await EdgeHost.Start(Edges);
        var before = EdgeHost.HeapBytes();
        host.Enlist();
        for (var window = 0; window < WindowGrid.Hour; window++)
        {
            await host.Feed();
            await host.PassWindow();
            if (window % 2 == 0)
            {
                await host.Save();
            }
        }

        // The next window opens before the last one closes, as it always does.
        await host.Feed();
        await host.Pass(TimeSpan.FromSeconds(8));
        await host.Feed();
        await host.Pass(TimeSpan.FromSeconds(3));
        await host.Save();
        var bytes = (EdgeHost.HeapBytes() - before) / (double)Edges;
        report.Add("grain.bytes_per_edge", Math.Round(bytes), "B",
            $"{Edges} edges in a silo with a data directory: managed heap with {WindowGrid.Hour} closed windows and one open, less the empty silo's, after a full "
            + "collection; activation, windows, baselines, catalog, siblings and store included; both ends seen, 12 signals, 2 replicas, exemplars; every edge is well: one with a symptom keeps the snapshot of its verdict besides, serialised");
    }
}
