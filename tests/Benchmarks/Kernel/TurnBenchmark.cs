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
            $"worst of send and receive (data ready + read), run-time statistics / events of watched sockets, median of {Rounds} runs of {Run.TotalSeconds} s; {cross.Describe("two processors")}; {same.Describe("one processor")}; the statistics themselves add 20-30 ns per program run; {Machine.Load()}"));
    }

    private static TurnCost Play(WatchedKernel kernel, NetworkNamespace inside, ProcessorPair processors)
    {
        var runs = new List<TurnCost>();
        for (var round = 0; round < Rounds; round++)
        {
            using var times = ProgramTimes.Start(kernel.Programs.Loaded);
            var exchanges = PingPong.Play(inside, processors, Run).Exchanges;

            // Both ends send once and receive once per exchange.
            runs.Add(new TurnCost(
                times.Nanoseconds("sending") / (2 * exchanges),
                (times.Nanoseconds("arrived") + times.Nanoseconds("reading")) / (2 * exchanges),
                2 * exchanges));
        }

        return new(Spread.Of(runs.Select(run => run.Send)).Median, Spread.Of(runs.Select(run => run.Receive)).Median, runs.Sum(run => run.Events));
    }
}
