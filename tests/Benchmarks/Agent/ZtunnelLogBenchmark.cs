using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Agent;

/// <summary>Whether the agent stays small while it follows the log of an ambient node proxy.</summary>
internal sealed class ZtunnelLogBenchmark : IBenchmark
{
    private const int LinesPerSecond = 500;
    private const int Pairs = 200;
    private const double Mb = 1e6;
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90)];

    public string Name => "agent-ztunnel";

    public async Task RunAsync(BenchReport report)
    {
        await using var sink = await ReportSink.StartAsync();
        using var log = new ZtunnelLog();
        using var agent = MeasuredProcess.Start(
            AgentCostBenchmark.AgentPath(), ["run", "--server", sink.Url, "--port", "1", "--no-dns", "--no-unrouted", "--ztunnel-log", log.Path], keepErrors: true);
        await AgentCostBenchmark.WaitForFirstBatch(sink);
        var idle = agent.ResidentBytes();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ending.Token);
        var growing = log.GrowAsync(LinesPerSecond, Pairs, stop.Token);
        List<double> seen = [];
        var (clock, cpu) = (Stopwatch.StartNew(), agent.CpuSeconds());
        foreach (var look in Looks)
        {
            await Task.Delay(look - clock.Elapsed, Ending.Token);
            seen.Add(agent.ResidentBytes() / Mb);
        }

        var cores = (agent.CpuSeconds() - cpu) / clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await growing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report.Add("agent.ztunnel_rss_mb", Math.Round(seen.Max(), 1), "MB", string.Create(CultureInfo.InvariantCulture,
            $"largest resident memory of the published agent while it follows a node proxy's log of {log.Written / clock.Elapsed.TotalSeconds:0} lines/s over {Pairs} pairs: {idle / Mb:0.0} MB before, {string.Join(", ", Looks.Zip(seen, static (at, mb) => string.Create(CultureInfo.InvariantCulture, $"{mb:0.0} after {at.TotalSeconds:0} s")))}; {cores:0.0000} cores; {sink.Hops:N0} of {log.Written:N0} connections reported"));
    }
}
