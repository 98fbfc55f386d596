using System.Diagnostics;
using MeshLens.Core.Identity;

namespace Benchmarks.Identity;

/// <summary>What it costs to ask who an address is, and to know it.</summary>
internal sealed class AddressLookupBenchmark : IBenchmark
{
    private const int Workloads = 100_000;
    private const int Questions = 1000;
    private const int Rounds = 200;
    private const int Repeats = 50;
    private const int Port = 8080;

    public string Name => "address-lookup";

    public Task RunAsync(BenchReport report)
    {
        var before = HeapBytes();
        var index = new IdentityIndex();
        AddressPopulation.Fill(index.AddFeed(MeshSource.Istiod, "bench"), Workloads);
        var bytes = (HeapBytes() - before) / (double)Workloads;

        var questions = Draw();
        Ask(index, questions); // Once for the compiler.
        var best = Enumerable.Range(0, Repeats).Min(_ => Ask(index, questions));
        report.Add("xds.lookups_1000_us", Math.Round(best, 1), "us",
            $"{Questions} look-ups of who an address and port is, drawn from {Workloads} workloads and {Workloads / AddressPopulation.WorkloadsPerService} services, mean of {Rounds} rounds, best of {Repeats}");
        report.Add("xds.identity_bytes_per_workload", Math.Round(bytes), "B",
            $"managed heap of the address index with {Workloads} workloads and a service for every {AddressPopulation.WorkloadsPerService}, texts included, after a full collection");
        GC.KeepAlive(index);
        return Task.CompletedTask;
    }

    /// <returns>Microseconds per thousand.</returns>
    private static double Ask(IdentityIndex index, AddressQuestion[] questions)
    {
        var (started, known) = (Stopwatch.GetTimestamp(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (ref readonly var question in questions.AsSpan())
            {
                known += index.Resolve(question) is { Service: not null } ? 1 : 0;
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return known == Rounds * Questions ? elapsed.TotalMicroseconds / Rounds : throw new InvalidOperationException("An address was not known.");
    }

    // Half pods, half services: what servers and clients see.
    private static AddressQuestion[] Draw()
    {
        var random = new Random(7);
        return
        [
            .. Enumerable.Range(0, Questions).Select(number => new AddressQuestion
            {
                Key = number % 2 == 0
                    ? AddressPopulation.Pod(random.Next(Workloads))
                    : AddressPopulation.ServiceAddress(random.Next(Workloads / AddressPopulation.WorkloadsPerService)),
                Port = Port,
                Node = "ip-10-1-7.internal",
                Cluster = "Kubernetes",
            }),
        ];
    }

    private static long HeapBytes() => GC.GetTotalMemory(forceFullCollection: true);
}
