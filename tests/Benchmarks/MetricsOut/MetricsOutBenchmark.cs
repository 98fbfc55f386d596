using System.Globalization;
using System.Text.Json;
using Benchmarks.Grains;

namespace Benchmarks.MetricsOut;

/// <summary>How long a real Prometheus takes to scrape 10,000 edges, native histograms included, while they take samples.</summary>
internal sealed class MetricsOutBenchmark : IBenchmark
{
    private const int Edges = 10_000;
    private const int Scrapes = 4;
    private const double Timeout = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    public string Name => "metrics-out";

    public async Task RunAsync(BenchReport report)
    {
        await using var host = await EdgeHost.Start(Edges);
        host.Enlist();
        await host.Feed();
        await host.PassWindow();
        Console.WriteLine($"{Edges} edges have had a window.");
        var native = await Measure(host, native: true);
        var classic = await Measure(host, native: false);
        report.Add("metrics.scrape_10k_edges_seconds", Math.Round(native.Slowest, 3), "s", string.Create(null,
            $"slowest of {Scrapes} scrapes by Prometheus 2.42 (its own scrape_duration_seconds, timeout {Timeout} s), the first one included, protobuf with native histograms, all edges taking samples between them: {native.Samples:0} series of {Edges} edges, {native.Histograms:0} of them native histograms; Prometheus {native.Bytes / 1e6:0} MB; the same without native histograms (OpenMetrics, classic buckets of the 1,000 busiest edges): {classic.Slowest:0.000} s, {classic.Samples:0} series"));
        if (native.Up < Scrapes || classic.Up < Scrapes || Math.Max(native.Slowest, classic.Slowest) >= Timeout)
        {
            throw new InvalidOperationException("A scrape did not end within Prometheus' default timeout.");
        }
    }

    private static async Task<(double Slowest, double Samples, double Histograms, long Bytes, int Up)> Measure(EdgeHost host, bool native)
    {
        await using var prometheus = await PrometheusProgram.StartAsync(Scraping(host.Address), native, Ending.Token);
        var (slowest, up, last) = (0.0, 0, 0.0);
        for (var scrape = 0; scrape < Scrapes; scrape++)
        {
            // A scrape is known by its time: the same one is not counted twice.
            last = await Ask(prometheus, "timestamp(scrape_duration_seconds{job=\"meshlens\"})", at => at > last);
            var took = await Ask(prometheus, "scrape_duration_seconds{job=\"meshlens\"}");
            slowest = Math.Max(slowest, took);
            up += (int)await Ask(prometheus, "up{job=\"meshlens\"}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A scrape {(native ? "with" : "without")} native histograms took {took:0.000} s."));
            await host.Feed();
            await host.PassWindow();
        }

        var histograms = native ? await Ask(prometheus, "count({__name__=~\".+_duration_seconds\"})") : 0;
        return (slowest, await Ask(prometheus, "scrape_samples_scraped{job=\"meshlens\"}"), histograms, prometheus.ResidentBytes, up);
    }

    // With the default scrape timeout.
    private static string Scraping(Uri source) => $$"""
        global: {scrape_interval: {{Interval.TotalSeconds}}s}
        scrape_configs:
        - job_name: meshlens
          static_configs: [{targets: ["{{source.Authority}}"]}]
        """;

    /// <summary>Waits until a query has a result that will do, and gives its first value.</summary>
    private static async Task<double> Ask(PrometheusProgram prometheus, string query, Predicate<double>? willDo = null) =>
        Value(await prometheus.FindAsync(query, found => willDo?.Invoke(Value(found)) != false));

    private static double Value(List<JsonElement> found) => double.Parse(found[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
}
