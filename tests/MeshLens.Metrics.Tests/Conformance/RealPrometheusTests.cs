using System.Globalization;
using System.Text;
using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Tests.Scraping;
using MeshLens.Metrics.Text;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A real Prometheus that scrapes two sidecars is asked in their place: what it says must grow as they do.</summary>
public sealed class RealPrometheusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Reader_AskingARealPrometheus_GetsWhatBothSidecarsCounted()
    {
        await using var sidecars = await ExpositionServer.StartAsync([Exposition(0, 0), Exposition(1, 0)]);
        await using var prometheus = await PrometheusServer.StartAsync(sidecars.Address, [Exposition(0, 0), Exposition(1, 0)]);
        Assert.All((await prometheus.ScrapedAsync(2)).Values, static health => Assert.Equal("up", health));
        var taker = new CollectingTaker();
        var reader = new PrometheusReader(new() { Address = prometheus.Address, Matchers = "scraped_job=~\"sidecar-.*\"" }, taker, TimeProvider.System);
        await reader.RoundAsync(TestContext.Current.CancellationToken);

        sidecars.Replace([Exposition(0, 10), Exposition(1, 7)]);
        for (var started = TimeProvider.System.GetTimestamp(); Report(taker).Edges.Sum(static edge => edge.Requests.Values.Sum()) < 17;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "Prometheus did not tell what grew.");
            await Task.Delay(200, TestContext.Current.CancellationToken);
            await reader.RoundAsync(TestContext.Current.CancellationToken);
        }

        var edge = Assert.Single(Report(taker).Edges);
        Assert.Equal((Reporter.Source, "web", "cart"), (edge.Edge.Reporter, edge.Edge.SourceWorkload, edge.Edge.DestinationService));
        Assert.Equal((17d, 17d, 1700d), (edge.Requests[new("503", "", "UF,URX")], edge.Durations.Count, edge.Durations.Sum));
        Assert.Empty(reader.Status.Troubles);
        Assert.Empty(edge.Durations.Buckets());
    }

    [Fact]
    public async Task Reader_WithMatchersThatItDoesNotUnderstand_GetsItsOwnWords()
    {
        await using var sidecars = await ExpositionServer.StartAsync([Exposition(0, 0)]);
        await using var prometheus = await PrometheusServer.StartAsync(sidecars.Address, [Exposition(0, 0)]);
        await prometheus.ScrapedAsync(1);
        var reader = new PrometheusReader(new() { Address = prometheus.Address, Matchers = "a=" }, new CollectingTaker(), TimeProvider.System);

        await reader.RoundAsync(TestContext.Current.CancellationToken);

        Assert.All(reader.Status.Troubles, static trouble => Assert.Contains("parse error", trouble.Reason, StringComparison.Ordinal));
        Assert.Equal(10, reader.Status.Troubles.Count);
    }

    private static ScrapeReport Report(CollectingTaker taker) => ScrapeReport.Of([.. taker.Taken.SelectMany(static taken => taken.Result.Gains)]);

    private static Exposition Exposition(int sidecar, int count) => new($"sidecar-{sidecar}", Sidecar($"web-{sidecar}", count), MetricsFormat.Prometheus);

    private static byte[] Sidecar(string pod, int count)
    {
        var labels = $"reporter=\"source\",pod=\"{pod}\",source_workload=\"web\",source_workload_namespace=\"shop\",destination_service=\"cart.shop.svc.cluster.local\",destination_service_name=\"cart\",destination_service_namespace=\"shop\",response_code=\"503\",response_flags=\"UF,URX\"";
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            istio_requests_total{{{labels}}} {{1000 + count}}
            istio_request_duration_milliseconds_bucket{{{labels}},le="+Inf"} {{count}}
            istio_request_duration_milliseconds_sum{{{labels}}} {{100 * count}}
            istio_request_duration_milliseconds_count{{{labels}}} {{count}}

            """));
    }
}
