using System.Text.Json;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Telemetry;

public sealed class MetricSumsTests
{
    [Fact]
    public void Add_AnyOrder_IsTheSame()
    {
        MetricDelta[] gained = [Gained(3, 1, "v1"), Gained(5, 7, "v2"), Gained(11, 4, "v1"), Gained(2, 2, "")];

        var forward = Json(Sum(gained));
        Array.Reverse(gained);

        Assert.Equal(forward, Json(Sum(gained)));
    }

    [Fact]
    public void Add_TheSameKindOfProxy_AddsCountsAndKeepsTheExtremesOfLevels()
    {
        var sum = Assert.Single(Sum(Gained(3, 1, "v1"), Gained(5, 7, "v1")));

        Assert.Equal((8ul, 8ul, 8ul), (sum.Requests, sum.Answers[0].Count, sum.Flags[0].Count));
        Assert.Equal((-5000, 5000), (sum.FromMs, sum.ToMs));
        var cluster = Assert.Single(sum.Clusters);
        Assert.Equal(8ul, cluster.Count(ClusterCounter.PendingOverflows));
        Assert.Equal(new ClusterLevel(ClusterGauge.ConnectionsActive, 1, 7), cluster.Level(ClusterGauge.ConnectionsActive));
        Assert.Null(cluster.Level(ClusterGauge.Members));
        Assert.Equal(0ul, cluster.Count(ClusterCounter.Retries));
    }

    [Fact]
    public void Add_AnotherKindOfProxyOrWindow_StaysApart() => Assert.Equal(
        3,
        Sum(Gained(1, 1, ""), Gained(1, 1, "") with { Reporter = AccessReporter.Server }, Gained(1, 1, "") with { Window = 2 }).Count);

    [Fact]
    public void Add_WhatWasAdded_IsNeverChanged()
    {
        var (first, second) = (Gained(3, 1, "v1"), Gained(5, 7, "v1"));
        var before = Json([first, second]);

        Sum(first, second, first, second);

        Assert.Equal(before, Json([first, second]));
    }

    [Fact]
    public void Add_MoreSubsetsThanAreKept_FoldsTheRestAndLosesNothing()
    {
        var one = Assert.Single(Sum([.. Enumerable.Range(0, 100).Select(static subset => Gained(1, 1, $"v{subset}"))]));
        var atOnce = Assert.Single(Sum(Gained(0, 0, "v0") with { Clusters = [.. Enumerable.Range(0, 100).Select(static subset => Gained(1, 1, $"v{subset}").Clusters[0])] }));

        Assert.All([one, atOnce], static sum =>
        {
            Assert.Equal(MetricSums.MostSubsets + 1, sum.Clusters.Count);
            Assert.Equal(100, sum.Clusters.Sum(static cluster => (int)cluster.Count(ClusterCounter.PendingOverflows)));
        });
    }

    private static List<MetricDelta> Sum(params MetricDelta[] gained)
    {
        List<MetricDelta> sums = [];
        Array.ForEach(gained, each => MetricSums.Add(sums, each));
        return sums;
    }

    private static string Json(List<MetricDelta> deltas) => JsonSerializer.Serialize(
        new EdgeSnapshot
        {
            Metrics = [.. deltas.Select(static delta => delta with { Clusters = [.. delta.Clusters.OrderBy(static cluster => cluster.Subset, StringComparer.Ordinal)] })],
        },
        SnapshotJson.Default.EdgeSnapshot);

    private static MetricDelta Gained(ulong count, ulong level, string subset) => new()
    {
        Window = 1,
        Reporter = AccessReporter.Client,
        FromMs = -1000 * (int)count,
        ToMs = 5000,
        Requests = count,
        Answers = [new(2, count)],
        Flags = [new(ResponseFlag.UpstreamOverflow, count)],
        DurationCount = count,
        DurationSumMs = count,
        Clusters =
        [
            new()
            {
                Subset = subset,
                Counts = [new(ClusterCounter.PendingOverflows, count)],
                Levels = [new(ClusterGauge.ConnectionsActive, level, level)],
                ConnectCount = count,
                ConnectSumMs = count,
            },
        ],
    };
}
