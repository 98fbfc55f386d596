using Benchmarks.AccessLogs;
using Benchmarks.Agent;
using Benchmarks.Alerts;
using Benchmarks.Classification;
using Benchmarks.Grains;
using Benchmarks.Identity;
using Benchmarks.Ingest;
using Benchmarks.Kernel;
using Benchmarks.Metrics;
using Benchmarks.MetricsOut;
using Benchmarks.Probes;
using Benchmarks.Tracing;
using Benchmarks.Xds;

namespace Benchmarks;

/// <summary>Runs the benchmarks whose names were given, or all but those that take long.</summary>
internal static class Runner
{
    private static readonly IBenchmark[] All =
    [
        new TurnBenchmark(),
        new ConnectionBenchmark(),
        new PingPongBenchmark(),
        new CountingBenchmark(),
        new HandshakeBenchmark(),
        new TurnComponentBenchmark(),
        new AgentCostBenchmark(),
        new ZtunnelLogBenchmark(),
        new IngestBenchmark(),
        new AccessLogBenchmark(),
        new OtlpLogsBenchmark(),
        new EdgeMemoryBenchmark(),
        new WorstEdgesBenchmark(),
        new AddressLookupBenchmark(),
        new ConfigurationLoadBenchmark(),
        new WorkloadLoadBenchmark(),
        new FindingsBenchmark(),
        new QuietReplayBenchmark(),
        new MetricsTextBenchmark(),
        new ScrapeBenchmark(),
        new ProbeMeshBenchmark(),
        new TracingBenchmark(),
        new TracingFaultBenchmark(),
        new MetricsOutBenchmark(),
        new AlertBenchmark(),
    ];

    public static async Task<int> RunAsync(string[] names)
    {
        if (names is [LoadGenerator.Verb, ..])
        {
            await LoadGenerator.RunAsync(names[1..]);
            return 0;
        }

        if (names is [AccessLogLoad.Verb, ..])
        {
            await AccessLogLoad.RunAsync(names[1..]);
            return 0;
        }

        if (names is [OtlpLogsLoad.Verb, ..])
        {
            await OtlpLogsLoad.RunAsync(names[1..]);
            return 0;
        }

        if (names is [TracingLoad.Verb, ..])
        {
            await TracingLoad.RunAsync(names[1..]);
            return 0;
        }

        if (names is [TracingSink.Verb, ..])
        {
            await TracingSink.RunAsync();
            return 0;
        }

        if (names.Except(All.Select(benchmark => benchmark.Name)).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark {unknown}: choose from {string.Join(", ", All.Select(benchmark => benchmark.Name))}.");
            return 2;
        }

        using var signals = Ending.Heed();
        try
        {
            return await MeasureAsync(All.Where(benchmark => names.Length == 0 ? !benchmark.TakesLong : names.Contains(benchmark.Name)));
        }
        catch (OperationCanceledException) when (Ending.Token.IsCancellationRequested)
        {
            return Ending.ExitCode;
        }
    }

    // One that fails must not keep the rest from being measured.
    private static async Task<int> MeasureAsync(IEnumerable<IBenchmark> benchmarks)
    {
        var report = BenchReport.OfRepository();
        var exit = 0;
        foreach (var benchmark in benchmarks)
        {
            try
            {
                await benchmark.RunAsync(report);
            }
            catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or FileNotFoundException)
            {
                await Console.Error.WriteLineAsync($"{benchmark.Name}: {failure.Message}");
                exit = 1;
            }

            Ending.Token.ThrowIfCancellationRequested();
        }

        return exit;
    }
}
