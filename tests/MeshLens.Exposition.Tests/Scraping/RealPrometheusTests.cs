using System.Globalization;
using System.Text.Json;
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
        await using var prometheus = await PrometheusProgram.ForTestAsync(PrometheusProgram.EverySecond(server.Address), native);

        Assert.Equal("100", Value(await prometheus.FindAsync("meshlens_edge_requests_total{source=\"web\",destination=\"cart\",port=\"8080\"}")));
        Assert.Equal(("refused", "7"), (await prometheus.FindAsync("meshlens_edge_connect_failures_total")) is [var failures] ? (Label(failures, "reason"), Value([failures])) : default);
        Assert.Equal("1", Value(await prometheus.FindAsync("sum(meshlens_edge_verdict)")));
        var quantile = Value(await prometheus.FindAsync(native
            ? "histogram_quantile(0.5, meshlens_service_duration_seconds)"
            : "histogram_quantile(0.5, meshlens_service_duration_seconds_bucket)"));
        Assert.InRange(double.Parse(quantile, CultureInfo.InvariantCulture), native ? 0.009 : 0.0078, native ? 0.0115 : 0.0157);
        Assert.Equal("100", Value(await prometheus.FindAsync(native ? "histogram_count(meshlens_service_duration_seconds)" : "meshlens_service_duration_seconds_count")));
    }

    [Fact]
    public async Task Scrape_TheProductsOwnBuckets_AreThoseOfPrometheus()
    {
        await using var server = await FedServer.StartAsync();
        await server.Close(Edge);
        await using var prometheus = await PrometheusProgram.ForTestAsync(PrometheusProgram.EverySecond(server.Address), native: true);

        // 9 to 11 ms: buckets 54 and 53 before a second at scale 3, by their boundaries.
        var shown = Value(await prometheus.FindAsync("meshlens_service_duration_seconds"));

        foreach (var boundary in new[] { Math.Pow(2, -54 / 8.0), Math.Pow(2, -53 / 8.0) })
        {
            Assert.Contains(boundary.ToString("R", CultureInfo.InvariantCulture)[..12], shown, StringComparison.Ordinal);
        }
    }

    private static string Label(JsonElement series, string name) => series.GetProperty("metric").GetProperty(name).GetString()!;

    private static string Value(List<JsonElement> found) =>
        found[0].TryGetProperty("value", out var value) ? value[1].GetString()! : found[0].GetProperty("histogram")[1].ToString();
}
