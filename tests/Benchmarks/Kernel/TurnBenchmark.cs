using System.Globalization;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>What the programs take for one send, and for one receive (arrival and read together), on watched sockets.</summary>
internal sealed class TurnBenchmark : IBenchmark
{
    private const int Rounds = 9;
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(0.4);

    public string Name => "kernel-turns";

    public Task RunAsync(BenchReport report)
    {
        Measure(report);
        return Task.CompletedTask;
    }

    private static void Measure(BenchReport report)
    {
        using var inside = NetworkNamespace.Create("turns");
        using var kernel = WatchedKernel.Load(inside, KernelSettings.Default);
        var cross = Play(kernel, inside, ProcessorPair.CrossCore);
        var same = Play(kernel, inside, ProcessorPair.SameCore);
        report.Add("kernel.turn_ns", Math.Max(cross.Worst, same.Worst), "ns", string.Create(CultureInfo.InvariantCulture,
            $"worst of send (one program run) and receive (two: data ready, read), run-time statistics / events of watched sockets, less what the statistics show for an empty program attached to the same tracepoints in the same runs, median of {Rounds} runs of {Run.TotalSeconds} s; {cross.Describe("two processors")}; {same.Describe("one processor")}; {Machine.Load()}"));
    }

    private static TurnCost Play(WatchedKernel kernel, NetworkNamespace inside, ProcessorPair processors)
    {
        using var nothing = EmptyPrograms.Attach();
        var runs = Enumerable.Range(0, Rounds).Select(_ => PlayOnce(kernel, nothing, inside, processors)).ToList();
        return new(
            Spread.Of(runs.Select(run => run.Send)).Median,
            Spread.Of(runs.Select(run => run.Receive)).Median,
            Spread.Of(runs.Select(run => run.OfStatistics)).Median,
            runs.Sum(run => run.Events));
    }

    private static TurnCost PlayOnce(WatchedKernel kernel, EmptyPrograms nothing, NetworkNamespace inside, ProcessorPair processors)
    {
        using var times = ProgramTimes.Start(kernel.Programs.Loaded);
        using var empty = ProgramTimes.Start(nothing.All);

        // Both ends send once and receive once per exchange.
        var events = 2 * PingPong.Play(inside, processors, Run).Exchanges;
        var own = EmptyPrograms.PerRun(empty);
        return new(
            (times.Nanoseconds("sending") / events) - own,
            ((times.Nanoseconds("arrived") + times.Nanoseconds("reading")) / events) - (2 * own),
            own,
            events);
    }
}
