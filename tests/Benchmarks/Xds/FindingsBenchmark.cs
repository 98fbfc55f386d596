using System.Diagnostics;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;

namespace Benchmarks.Xds;

/// <summary>What it costs to judge a mesh of ten thousand services after a push.</summary>
internal sealed class FindingsBenchmark : IBenchmark
{
    private const int Clusters = 10_000;
    private const int EndpointsPerCluster = 10;
    private const int Rounds = 5;

    public string Name => "findings";

    public async Task RunAsync(BenchReport report)
    {
        await using var plane = await ScaleControlPlane.StartAsync(ScaleWorld.WithClusters(Clusters, EndpointsPerCluster));
        await using var reader = new ScaleReader(plane.Address, ResourceTypes.Clusters, ResourceTypes.Endpoints);
        await reader.UntilAsync(static change => change.After.Of(ResourceTypes.Clusters).Count == Clusters, reader.Start);
        var snapshot = reader.Client.Snapshot;
        var first = ConfigurationModel.Of(snapshot);

        var model = Fastest(() => ConfigurationModel.Of(snapshot));
        var judge = Fastest(() => RuleBook.Judge(first));
        var second = ConfigurationModel.Of(snapshot);
        var compare = Fastest(() => ChangeLog.Empty.Then(first, second, default));

        var detail = $"{Clusters} clusters with {Clusters * EndpointsPerCluster} endpoints, {RuleBook.Rules.Count} rules; the fastest of {Rounds}";
        report.Add("findings.model_ms", Math.Round(model, 1), "ms", $"{detail}: the model after a push that changed little");
        report.Add("findings.judge_ms", Math.Round(judge, 1), "ms", $"{detail}: every rule over the whole mesh");
        report.Add("findings.compare_ms", Math.Round(compare, 1), "ms", $"{detail}: what changed between two states");
    }

    private static double Fastest(Func<object> work)
    {
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            fastest = TimeSpan.FromTicks(Math.Min(fastest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }

        return fastest.TotalMilliseconds;
    }
}
