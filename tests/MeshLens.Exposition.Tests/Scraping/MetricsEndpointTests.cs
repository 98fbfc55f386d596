using System.IO.Compression;
using System.Text;
using MeshLens.Core.Edges;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Scraping;

public sealed class MetricsEndpointTests
{
    private static readonly EdgeKey Edge = new("east", "shop", "web", "shop", "cart", 8080);

    [Fact]
    public async Task Scrape_InEveryFormat_TellsTheSameOfAnEdge()
    {
        await using var server = await FedServer.StartAsync();
        await server.Close(Edge);

        var text = await server.Scrape("text/plain");
        var open = await server.Scrape("application/openmetrics-text;version=1.0.0");
        var protobuf = await server.Scrape("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");

        Assert.Equal(("text/plain", "application/openmetrics-text", "application/vnd.google.protobuf"), (text.Type, open.Type, protobuf.Type));
        Assert.Equal(50, Written.ReadFamilies(protobuf.Body)["meshlens_edge_requests_total"].Metric.Single().Counter.Value);
        foreach (var body in new[] { text.Body, open.Body })
        {
            Assert.Contains("port=\"8080\"} 50\n", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Scrape_OfTheServerItself_HasItsStages()
    {
        await using var server = await FedServer.StartAsync();
        await server.Close(Edge);
        await server.Scrape("text/plain");

        var lines = Encoding.UTF8.GetString((await server.Scrape("text/plain")).Body).Split('\n');

        Assert.Contains("meshlens_edges_hosted 1", lines);
        Assert.Contains("meshlens_metrics_edges_left_out 0", lines);
        Assert.Contains("meshlens_edge_closings_total 1", lines);
        Assert.Contains("meshlens_ingest_agents 0", lines);
        Assert.Contains("meshlens_metrics_scrape_duration_seconds_count 2", lines);
        Assert.Contains(lines, static line => line.StartsWith("meshlens_ingest_shed_total{reason=", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("process_cpu_seconds_total ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scrape_BeyondTheBound_CountsTheEdgesThatAreLeftOut()
    {
        await using var server = await FedServer.StartAsync(static options => options.MaxEdges = 1);
        await server.Close(Edge);
        await server.Close(Edge with { DestinationName = "stock" });

        var text = Encoding.UTF8.GetString((await server.Scrape("text/plain")).Body);

        Assert.Single(text.Split('\n'), static line => line.StartsWith("meshlens_edge_requests_total{", StringComparison.Ordinal));
        Assert.Contains("\nmeshlens_edges_hosted 2\n", text, StringComparison.Ordinal);
        Assert.StartsWith("1 edges have no series at /metrics: 1 are the most", Assert.Single(server.Notes()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_EdgesWithoutBuckets_AreSaidToWhoeverAsksForBuckets()
    {
        await using var server = await FedServer.StartAsync(static options => options.MaxEdgesWithBuckets = 0);
        await server.Close(Edge);
        await server.Scrape("text/plain");

        Assert.StartsWith("1 edges have histograms without classic buckets at /metrics: 0 are the most", Assert.Single(server.Notes()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_ByWhoTakesGzip_IsPacked()
    {
        await using var server = await FedServer.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/metrics"));
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.StartsWith("# HELP meshlens_build_info ", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
