using System.Diagnostics;

namespace Benchmarks.Grains;

/// <summary>How long the API takes to list the 50 worst of 10,000 edges while their summaries change.</summary>
internal sealed class WorstEdgesBenchmark : IBenchmark
{
    private const int Edges = 10_000;
    private const int Requests = 4000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(5);
    private const string Question = "/api/v1/edges?sort=worst&limit=50";

    public string Name => "worst-edges";

    public async Task RunAsync(BenchReport report)
    {
        await using var host = await EdgeHost.Start(Edges);
        host.Enlist();
        await host.Feed();
        await host.PassWindow();
        using var client = new HttpClient { BaseAddress = host.Address };
        await Ask(client, Requests / 10);

        using var stop = new CancellationTokenSource();
        var changes = KeepChanging(host, stop.Token);
        var taken = await Ask(client, Requests);
        await stop.CancelAsync();
        await changes;
        report.Add("api.worst50_p99_ms", Math.Round(taken[(int)(Requests * 0.99)], 2), "ms", string.Create(null,
            $"{Requests} requests over loopback HTTP, one at a time, up to 200 a second, while {Edges / 10} edges a second take samples and all windows close every 10 s; p50 {taken[Requests / 2]:0.00} ms, max {taken[^1]:0.00} ms"));
    }

    // As in life: a thousand edges a second take samples, and every ten seconds the windows of all of them close.
    private static async Task KeepChanging(EdgeHost host, CancellationToken cancellation)
    {
        var step = TimeSpan.FromMilliseconds(100);
        using var pace = new PeriodicTimer(step);
        for (var slice = 0; !cancellation.IsCancellationRequested; slice = (slice + 1) % 100)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            await host.Feed(slice * Edges / 100, Edges / 100);
            await host.Pass(step);
        }
    }

    private static async Task<double[]> Ask(HttpClient client, int requests)
    {
        using var pace = new PeriodicTimer(Pace);
        var taken = new double[requests];
        for (var request = 0; request < requests; request++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(Question);
            await answer.Content.ReadAsByteArrayAsync();
            answer.EnsureSuccessStatusCode();
            taken[request] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await pace.WaitForNextTickAsync();
        }

        Array.Sort(taken);
        return taken;
    }
}
