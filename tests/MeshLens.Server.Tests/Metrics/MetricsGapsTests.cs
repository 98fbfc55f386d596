using MeshLens.Grains.Mesh;
using MeshLens.Server.Mesh;
using MeshLens.Server.Output;

namespace MeshLens.Server.Tests.Metrics;

public sealed class MetricsGapsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AMeshWithoutMetrics_NamesBothWays()
    {
        var gap = Assert.Single(MetricsGaps.Of(new() { Clusters = [new() { Name = "k1", Server = "https://h/" }] }));

        Assert.Contains("--scrape", gap, StringComparison.Ordinal);
        Assert.Contains("--prometheus", gap, StringComparison.Ordinal);
        Assert.Empty(MetricsGaps.Of(new()));
    }

    [Fact]
    public void Of_AllIsWell_IsNothing() => Assert.Empty(MetricsGaps.Of(new() { Metrics = new() { Answering = 5, Placing = new(9, new Dictionary<string, long>(), []) } }));

    [Fact]
    public void Of_WhatIsNotToldOrPlaced_IsSaidWithTheRemedy()
    {
        var gaps = MetricsGaps.Of(new() { Metrics = Troubled() }).ToList();

        Assert.Equal(5, gaps.Count);
        Assert.Contains("1 of 42 proxies do not tell their metrics, shop/pay-1 since 2026-03-01 12:00:00Z (The answer was 503.)", gaps[0], StringComparison.Ordinal);
        Assert.Contains("--scrape-target", gaps[1], StringComparison.Ordinal);
        Assert.Contains("3 series", gaps[2], StringComparison.Ordinal);
        Assert.Contains("--scrape-concurrency", gaps[3], StringComparison.Ordinal);
        Assert.Contains("(shop/web to shop/cart)", gaps[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_APrometheus_SaysWhatItDoesNotTellOncePerReason()
    {
        var gap = Assert.Single(MetricsGaps.Of(new()
        {
            Metrics = new()
            {
                Prometheus = new() { Server = "http://p:9090/", State = "stale", Since = At, NotTold = new Dictionary<string, string> { ["b"] = "too many samples", ["a"] = "too many samples" } },
            },
        }));

        Assert.Contains("http://p:9090/ does not tell a, b, since 2026-03-01 12:00:00Z (too many samples)", gap, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfProxies_IsAFewLines()
    {
        using var writer = new StringWriter();

        MetricsText.Write(Troubled(), writer);

        var lines = writer.ToString().Split('\n');
        Assert.Equal("Metrics: 41 proxies answer, 1 do not (sidecar 40, ztunnel 2); 5200 series.", lines[0].TrimEnd());
        Assert.StartsWith("  shop/pay-1 sidecar http://10.0.0.1:15090/stats/prometheus refused since ", lines[1], StringComparison.Ordinal);
        Assert.Equal("  870 reports found their edge, others did not: severalPorts 12.", lines[2].TrimEnd());
    }

    private static MetricsView Troubled() => new()
    {
        Targets = new Dictionary<string, int> { ["ztunnel"] = 2, ["sidecar"] = 40 },
        Answering = 41,
        Failing = 1,
        NotAsked = 1,
        Series = 5200,
        SeriesLeftOut = 3,
        Skipped = 2,
        NotAnswering = [new("shop/pay-1", "sidecar", "http://10.0.0.1:15090/stats/prometheus", "refused", "The answer was 503.", At, 4)],
        Placing = new(870, new Dictionary<string, long> { ["severalPorts"] = 12 }, [new("shop/web", "shop/cart", SeveralPorts: true)]),
    };
}
