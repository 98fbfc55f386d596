using System.Diagnostics;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace Benchmarks.Alerts;

/// <summary>What one evaluation of the built-in rules takes: on a quiet day, with one bad node, and when all is bad.</summary>
internal sealed class AlertBenchmark : IBenchmark
{
    private const int Edges = 10_000;
    private const int Nodes = 100;
    private const int Rounds = 60;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    public string Name => "alerts";

    public Task RunAsync(BenchReport report)
    {
        Measure(static _ => false);
        Add(report, "alerts.evaluate_10k_quiet_ms", "none in trouble", static _ => false);
        Add(report, "alerts.evaluate_10k_bad_node_ms", "those from or to one of 100 nodes are slow", static edge => edge.Paths![0] is { SourceNode: "n0" } or { DestinationNode: "n0" });
        Add(report, "alerts.evaluate_10k_all_bad_ms", "all are slow", static _ => true);
        return Task.CompletedTask;
    }

    private static void Add(BenchReport report, string name, string what, Func<EdgeSummary, bool> isBad)
    {
        var (ms, alerts) = Measure(isBad);
        report.Add(name, Math.Round(ms, 2), "ms", $"mean of {Rounds} evaluations of {Edges} edges by {RuleSet.BuiltIn.All.Count} rules, one thread; {what}: {alerts} alerts");
    }

    private static (double Ms, int Alerts) Measure(Func<EdgeSummary, bool> isBad)
    {
        var edges = Enumerable.Range(0, Edges).Select(Edge).Select(edge => isBad(edge) ? Slow(edge) : edge).ToList();
        var (book, now, spent) = (AlertBook.Empty, Start, TimeSpan.Zero);
        for (var round = 0; round < Rounds; round++)
        {
            now += Every;
            List<EdgeSummary> current = [.. edges.Select(edge => edge with { Window = WindowGrid.IndexOf(now) - 1, WindowEnd = now })];
            var started = Stopwatch.GetTimestamp();
            book = Evaluator.Next(book, RuleSet.BuiltIn, current, now, static edge => edge, TimeSpan.FromSeconds(20));
            spent += Stopwatch.GetElapsedTime(started);
        }

        return (spent.TotalMilliseconds / Rounds, book.Firing.Count);
    }

    private static EdgeSummary Edge(int index) => new()
    {
        Id = $"k1~shop~caller-{index}~shop~service-{index % 500}~8080",
        Source = new("shop", $"caller-{index}", PartyKind.Workload),
        Destination = new("shop", $"service-{index % 500}", PartyKind.Service, 8080),
        Class = VerdictClass.Healthy,
        Confidence = 0.9,
        MeanMs = 5,
        Requests = 500,
        Paths = [new EdgePath($"n{index % Nodes}", "east", $"n{(index / Nodes) % Nodes}", "east")],
    };

    private static EdgeSummary Slow(EdgeSummary edge) => edge with
    {
        Class = VerdictClass.Network,
        Cause = "rtt",
        Symptom = Symptom.Growth,
        ExcessMs = 40,
        MeanMs = 45,
        Shares = new(0.9, 0, 0.05, 0.05),
        Since = Start,
    };
}
