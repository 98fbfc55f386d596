using System.Globalization;
using MeshLens.Core.Edges;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Scraping;

/// <summary>A real Prometheus scrapes a real server: what it says must be what the edges took in.</summary>
public sealed class RealPrometheusTests
{
    private static readonly EdgeKey Edge = new("east", "shop", "web", "shop", "cart", 8080);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scrape_WithAndWithoutNativeHistograms_SaysWhatTheEdgeTookIn(bool native)
    {
        await using var server = await FedServer.StartAsync();
        await server.Close(Edge);
        await server.Close(Edge, refused: 7);
        await using var prometheus = Rig.Prometheus.Start(server.Address, native);

        Assert.Equal("100", (await prometheus.Find("meshlens_edge_requests_total{source=\"web\",destination=\"cart\",port=\"8080\"}"))[0].Value);
        Assert.Equal(("refused", "7"), (await prometheus.Find("meshlens_edge_connect_failures_total")) is [var failures] ? (failures.Labels["reason"], failures.Value) : default);
        Assert.Equal("1", (await prometheus.Find("sum(meshlens_edge_verdict)"))[0].Value);
        var quantile = await prometheus.Find(native
            ? "histogram_quantile(0.5, meshlens_service_duration_seconds)"
            : "histogram_quantile(0.5, meshlens_service_duration_seconds_bucket)");
        Assert.InRange(double.Parse(quantile[0].Value, CultureInfo.InvariantCulture), native ? 0.009 : 0.0078, native ? 0.0115 : 0.0157);
        Assert.Equal("100", (await prometheus.Find(native ? "histogram_count(meshlens_service_duration_seconds)" : "meshlens_service_duration_seconds_count"))[0].Value);
    }

    [Fact]
    public async Task Scrape_TheProductsOwnBuckets_AreThoseOfPrometheus()
    {
        await using var server = await FedServer.StartAsync();
        await server.Close(Edge);
        await using var prometheus = Rig.Prometheus.Start(server.Address, nativeHistograms: true);

        // 9 to 11 ms: buckets 54 and 53 before a second at scale 3, by their boundaries.
        var shown = (await prometheus.Find("meshlens_service_duration_seconds"))[0].Value;

        foreach (var boundary in new[] { Math.Pow(2, -54 / 8.0), Math.Pow(2, -53 / 8.0) })
        {
            Assert.Contains(boundary.ToString("R", CultureInfo.InvariantCulture)[..12], shown, StringComparison.Ordinal);
        }
    }
}
