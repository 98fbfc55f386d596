using System.Diagnostics;
using MeshLens.Metrics.Text;

namespace Benchmarks.Metrics;

/// <summary>How fast one core reads what proxies answer.</summary>
internal sealed class MetricsTextBenchmark : IBenchmark
{
    private const int Edges = 60;
    private const int Repeats = 5;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public string Name => "metrics";

    public Task RunAsync(BenchReport report)
    {
        var text = SidecarScrape.Text(Edges);
        var lines = text.AsSpan().Count((byte)'\n');
        var best = Enumerable.Range(0, Repeats + 1).Select(_ => LinesPerSecond(text)).Skip(1).Max();
        report.Add("metrics.lines_per_core_second", Math.Round(best), "lines/s",
            $"a sidecar's scrape of {lines} lines with {text.Length / lines} bytes each ({Edges} destinations: Istio's counters and histograms with 25 labels, Envoy's cluster counters), every line checked and split, one thread, processor time, best of {Repeats} rounds of {Round.TotalSeconds} s");
        return Task.CompletedTask;
    }

    private static double LinesPerSecond(byte[] text)
    {
        var (started, processor, lines) = (Stopwatch.GetTimestamp(), ProcessorTime.Seconds(), 0L);
        var state = new MetricsReaderState(MetricsFormat.Prometheus);
        while (Stopwatch.GetElapsedTime(started) < Round)
        {
            lines += Read(text, state);
        }

        return lines / (ProcessorTime.Seconds() - processor);
    }

    private static long Read(ReadOnlySpan<byte> text, MetricsReaderState state)
    {
        state.Begin(MetricsFormat.Prometheus);
        var reader = new MetricsReader(text, state, isFinal: true);
        var sum = 0d;
        while (reader.Read())
        {
            sum += reader.Kind == LineKind.Sample ? reader.Value : 0;
        }

        return state.Error is null && sum > 0 ? state.Line : throw new InvalidOperationException($"The text is wrong: {state.Error}");
    }
}
