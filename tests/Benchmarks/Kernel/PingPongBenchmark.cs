using System.Globalization;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>How much of its rate a ping-pong keeps when it is watched: pairs of short runs, without and with the programs.</summary>
internal sealed class PingPongBenchmark : IBenchmark
{
    private const int Pairs = 31;
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(0.15);

    // So that ordinary work keeps its share of the processors.
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public string Name => "kernel-ping-pong";

    public Task RunAsync(BenchReport report)
    {
        Measure(report);
        return Task.CompletedTask;
    }

    private static void Measure(BenchReport report)
    {
        using var inside = NetworkNamespace.Create("ping-pong");
        using var kernel = WatchedKernel.Load(inside, KernelSettings.Default);
        var cross = PlayPairs(kernel, inside, ProcessorPair.CrossCore);
        var same = PlayPairs(kernel, inside, ProcessorPair.SameCore);
        RequireTurns(kernel, cross.Concat(same).Sum(pair => pair.With.Exchanges));
        Enter(report, "kernel.pingpong_ratio_cross_core", cross, "ends on two processors");
        Enter(report, "kernel.pingpong_ratio_same_core", same, "ends on one processor");
    }

    private static List<(PingPong Without, PingPong With)> PlayPairs(WatchedKernel kernel, NetworkNamespace inside, ProcessorPair processors)
    {
        var pairs = new List<(PingPong Without, PingPong With)>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            kernel.Pause();
            var without = Play(inside, processors);
            kernel.Resume();
            pairs.Add((without, Play(inside, processors)));
        }

        return pairs;
    }

    private static PingPong Play(NetworkNamespace inside, ProcessorPair processors)
    {
        Thread.Sleep(Between);
        return PingPong.Play(inside, processors, Run);
    }

    // A game that nobody watched would keep its rate too.
    private static void RequireTurns(WatchedKernel kernel, long exchanges)
    {
        var turns = kernel.Sum(Role.Client, counters => counters.Turns);
        if (turns < 0.99 * exchanges)
        {
            throw new InvalidOperationException($"Only {turns} turns were told of {exchanges} exchanges.");
        }
    }

    private static void Enter(BenchReport report, string name, List<(PingPong Without, PingPong With)> pairs, string where)
    {
        var ratio = Spread.Of(pairs.Select(pair => pair.With.PerSecond / pair.Without.PerSecond));
        report.Add(name, ratio.Median, "ratio", string.Create(CultureInfo.InvariantCulture,
            $"rate of a loopback request and answer with all programs and both sockets watched / with none attached, {where}; median of {Pairs} pairs of runs of {Run.TotalSeconds} s, a run's rate being the median of its slices of about 10 ms (least {ratio.Least:0.000}, most {ratio.Most:0.000}), pinned, SCHED_FIFO; without: {Spread.Of(pairs.Select(pair => pair.Without.PerSecond)).Median:0}/s; {Machine.Load()}"));
    }
}
