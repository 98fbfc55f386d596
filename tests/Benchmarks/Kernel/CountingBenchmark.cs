using System.Globalization;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Kernel;

/// <summary>Whether every one of very many connections is counted: by the flows' counters, and one by one by the events of both ends.</summary>
internal sealed class CountingBenchmark : IBenchmark
{
    private const int Connections = 200_000;
    private static readonly TimeSpan LastOnes = TimeSpan.FromSeconds(10);

    public string Name => "kernel-counting";

    public Task RunAsync(BenchReport report)
    {
        Measure(report);
        return Task.CompletedTask;
    }

    private static void Measure(BenchReport report)
    {
        var ends = new ToldEnds();
        using var inside = NetworkNamespace.Create("counting");
        using var kernel = WatchedKernel.Load(inside, KernelSettings.Default with { SlowHandshakeNs = ulong.MaxValue, EventSampleMask = 0 }, ends.Add);
        var burst = ConnectionBurst.Make(inside, Connections, callers: 2, processors: null, kernel.Collect);
        WaitForLast(kernel, ends);
        var counted = Enum.GetValues<Role>().Where(role => role != Role.Unknown).Select(role => Describe(kernel, role)).ToList();
        report.Add("kernel.connections_counted", ends.Both, "connections", string.Create(CultureInfo.InvariantCulture,
            $"told once by each end under one connection id, of {burst.Connections} made at {burst.PerSecond:0}/s ({burst.Failed} failed, {ends.Repeated} told twice); counters of the flows: {string.Join("; ", counted)}; {Machine.Load()}"));
        report.Add("kernel.connections_lost", kernel.Lost(), "events",
            $"events, flows, sockets, samples and counters that the programs could not record, of {2 * burst.Connections} connection ends, every one told by an event");
    }

    // Closes of the last connections may still be on their way.
    private static void WaitForLast(WatchedKernel kernel, ToldEnds ends)
    {
        var deadline = DateTime.UtcNow + LastOnes;
        for (kernel.Collect(); ends.Both < Connections && DateTime.UtcNow < deadline; kernel.Collect())
        {
            Thread.Sleep(50);
        }
    }

    private static string Describe(WatchedKernel kernel, Role role) =>
        $"{role} established {kernel.Sum(role, counters => counters.Established)}, closed {kernel.Sum(role, counters => counters.Closed)}";
}
