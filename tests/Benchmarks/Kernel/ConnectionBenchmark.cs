using System.Globalization;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>What all programs together take for one short-lived connection whose two ends are both watched.</summary>
internal sealed class ConnectionBenchmark : IBenchmark
{
    private const int Rounds = 9;
    private const int Connections = 10_000;

    // It runs for every system call of the machine, watched sockets or none. Of the nine of a connection here (socket, connect, accept, two
    // sends, two reads, two closes) it looks at the connect: that one counts, and what each of the others takes is told beside it.
    private const string SystemCalls = "unrouted";
    private const int OtherSystemCalls = 8;

    public string Name => "kernel-connections";

    public Task RunAsync(BenchReport report)
    {
        Measure(report);
        return Task.CompletedTask;
    }

    private static void Measure(BenchReport report)
    {
        var cross = MeasureRounds(ProcessorPair.CrossCore);
        var same = MeasureRounds(ProcessorPair.SameCore);
        report.Add("kernel.connection_ns", Math.Max(Middle(cross).OfPrograms, Middle(same).OfPrograms), "ns", string.Create(CultureInfo.InvariantCulture,
            $"run-time statistics of all programs / connections, less what they show for an empty program attached to the same tracepoints in the same runs; a connection is both its ends, client and server, each watched (connect, accept, a byte each way, close): ten state changes, two sends, four arrivals, three reads; events as the agent asks for at 10,000 connections/s; median of {Rounds} runs of {Connections}, pinned, SCHED_FIFO; {Describe("two processors", cross)}; {Describe("one processor", same)}; {SystemCalls} counted for the connect; it also takes {Middle(cross).PerSystemCall:0} ns of each of the {OtherSystemCalls} other system calls, which are no events of watched sockets; {Machine.Load()}"));
    }

    private static List<ConnectionCost> MeasureRounds(ProcessorPair processors) => [.. Enumerable.Range(0, Rounds).Select(_ => MeasureOnce(processors))];

    private static ConnectionCost Middle(List<ConnectionCost> rounds) => rounds.OrderBy(round => round.OfPrograms).ElementAt(Rounds / 2);

    private static string Describe(string where, List<ConnectionCost> rounds) => string.Create(CultureInfo.InvariantCulture,
        $"{where}: {Middle(rounds).OfPrograms:0} ns (least {rounds.Min(round => round.OfPrograms):0}, most {rounds.Max(round => round.OfPrograms):0}), {Middle(rounds).OfPrograms / 2:0} per end, {Middle(rounds).Nanoseconds:0} with the statistics' own {Middle(rounds).OfStatistics:0}, at {Middle(rounds).PerSecond:0}/s, {Middle(rounds).Parts}");

    private static ConnectionCost MeasureOnce(ProcessorPair processors)
    {
        var pace = new EventPace(2_000, TimeSpan.Zero);
        using var inside = NetworkNamespace.Create("connections");
        using var kernel = WatchedKernel.Load(inside, KernelSettings.Default with
        {
            EventSampleMask = pace.JoinMask,
            SlowHandshakeNs = pace.SlowHandshakeNs,
            SlowTurnNs = pace.SlowTurnNs,
            SlowTurnsPerSecond = 200,
        });
        using var nothing = EmptyPrograms.Attach();
        using var times = ProgramTimes.Start(kernel.Programs.Loaded);
        using var empty = ProgramTimes.Start(nothing.All);
        var burst = ConnectionBurst.Make(inside, Connections, callers: 1, processors, kernel.Collect);
        var parts = times.Names.ToDictionary(name => name, name => PerConnection(times, name));
        var runs = times.Names.Sum(name => name == SystemCalls ? 1 : times.Runs(name) / Connections);
        return new(parts.Values.Sum(), EmptyPrograms.PerRun(empty) * runs, burst.PerSecond, times.Nanoseconds(SystemCalls) / Math.Max(times.Runs(SystemCalls), 1), Describe(parts, times));
    }

    private static double PerConnection(ProgramTimes times, string program)
    {
        var runs = Math.Max(times.Runs(program), 1);
        return program == SystemCalls
            ? times.Nanoseconds(program) / runs
            : times.Nanoseconds(program) / Connections;
    }

    private static string Describe(Dictionary<string, double> parts, ProgramTimes times) => string.Join(", ",
        parts.Where(part => part.Value >= 1).OrderByDescending(part => part.Value).Select(part => string.Create(CultureInfo.InvariantCulture,
            $"{part.Key} {part.Value:0} ({times.Runs(part.Key) / Connections:0.0} runs)")));
}
