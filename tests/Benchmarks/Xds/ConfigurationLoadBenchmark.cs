using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Resources;
using Resource = Envoy.Service.Discovery.V3.Resource;

namespace Benchmarks.Xds;

/// <summary>A mesh of ten thousand services, read whole, and one endpoint of it that changes.</summary>
internal sealed class ConfigurationLoadBenchmark : IBenchmark
{
    private const int Clusters = 10_000;
    private const int EndpointsPerCluster = 10;
    private const int Changes = 50;

    public string Name => "xds-load";

    public async Task RunAsync(BenchReport report)
    {
        await using var plane = await ScaleControlPlane.StartAsync(ScaleWorld.WithClusters(Clusters, EndpointsPerCluster));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var reader = new ScaleReader(plane.Address, ResourceTypes.Clusters, ResourceTypes.Endpoints);

        // A cluster is in force when its endpoints are there.
        var started = Stopwatch.GetTimestamp();
        await reader.UntilAsync(static change => change.After.Of(ResourceTypes.Clusters).Count == Clusters, reader.Start);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        var detail = $"{Clusters} clusters with {Clusters * EndpointsPerCluster} endpoints over delta on loopback";
        report.Add("xds.load_100k_endpoints_seconds", Math.Round(seconds, 2), "s", $"{detail}, from the connection to the last cluster in force; the server is in the same process");
        report.Add("xds.load_100k_endpoints_bytes", bytes, "B", $"{detail}: managed heap of the reader after a full collection");
        report.Add("xds.endpoint_change_ms", Math.Round(await SlowestChangeAsync(plane, reader), 1), "ms", $"{detail}: one endpoint changes, from the push to its being visible; the slowest of {Changes}");
    }

    private static async Task<double> SlowestChangeAsync(ScaleControlPlane plane, ScaleReader reader)
    {
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Changes; i++)
        {
            var assignment = ScaleWorld.MakeEndpoints(i * 97 % Clusters, EndpointsPerCluster, generation: i + 1);
            var resource = new Resource { Name = assignment.ClusterName, Version = "2", Resource_ = Any.Pack(assignment) };
            var pushed = Stopwatch.GetTimestamp();
            await reader.UntilAsync(
                change => change.Changes.Any(each => each.Name == assignment.ClusterName),
                () => plane.Push(new() { TypeUrl = ResourceTypes.Endpoints.TypeUrl, Resources = { resource } }));
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(pushed).Ticks));
        }

        return slowest.TotalMilliseconds;
    }
}
