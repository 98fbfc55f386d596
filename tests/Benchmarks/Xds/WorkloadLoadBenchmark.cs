using System.Diagnostics;
using MeshLens.Core.Identity;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;

namespace Benchmarks.Xds;

/// <summary>Every workload of a large ambient mesh, from the control plane into the index of addresses.</summary>
internal sealed class WorkloadLoadBenchmark : IBenchmark
{
    private const int Workloads = 100_000;

    public string Name => "xds-workloads";

    public async Task RunAsync(BenchReport report)
    {
        await using var plane = await ScaleControlPlane.StartAsync(ScaleWorld.WithWorkloads(Workloads));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new IdentityIndex();
        await using var reader = new ScaleReader(plane.Address, ResourceTypes.Addresses);
        _ = new AddressReader(reader.Client, index.AddFeed(MeshSource.Istiod, "bench"), TimeProvider.System);

        var started = Stopwatch.GetTimestamp();
        await reader.UntilAsync(static change => change.After.Of(ResourceTypes.Addresses).Count == Workloads, reader.Start);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Workloads;

        var detail = $"{Workloads} workloads of the workload API over delta on loopback, into the index of addresses";
        report.Add("xds.load_100k_workloads_seconds", Math.Round(seconds, 2), "s", $"{detail}; the server is in the same process");
        report.Add("xds.workload_bytes", Math.Round(bytes), "B", $"{detail}: managed heap per workload of reader and index after a full collection");
        GC.KeepAlive(index);
    }
}
