using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Exposition.Export;
using MeshLens.Exposition.Tests.Rig;
using MeshLens.Grains.Nodes;
using OpenTelemetry.Proto.Metrics.V1;
using ExponentialHistogram = MeshLens.Core.Histograms.ExponentialHistogram;

namespace MeshLens.Exposition.Tests.Export;

/// <summary>From a real silo to a backend.</summary>
public sealed class OtlpExportTests
{
    private static readonly EdgeKey Edge = new("east", "shop", "web", "shop", "cart", 8080);

    private static Task<FedServer> Create(OtlpBackend backend, string? token = null, INodeDirectory? nodes = null, string? authorities = null) => FedServer.StartAsync(options =>
    {
        options.Endpoint = backend.Address;
        options.TokenFile = token;
        options.AuthorityFile = authorities;
        options.Every = TimeSpan.FromSeconds(5);
    }, nodes);

    [Fact]
    public async Task Histograms_AtTheBackend_HaveTheBucketsOfInside()
    {
        await using var backend = await OtlpBackend.StartedAsync();
        await using var server = await Create(backend);
        var expected = new ExponentialHistogram();
        foreach (var milliseconds in new[] { 10.0, 40, 900 })
        {
            expected.Merge(FedServer.Many(milliseconds));
            await server.Close(Edge, serviceMs: milliseconds);
        }

        var metric = await backend.Find("meshlens.service.duration", metric => Point(metric).Count == expected.Count);

        var point = Point(metric);
        Assert.Equal((BucketBoundaries.Scale, expected.SumNs * 1e-9), (point.Scale, point.Sum));
        Assert.Equal(
            expected.Occupied.Select(static bucket => (bucket.Index, (ulong)bucket.Count)),
            point.Positive.BucketCounts.Select((count, slot) => (point.Positive.Offset + slot, count)).Where(static bucket => bucket.count > 0));
    }

    [Fact]
    public async Task Everything_ThatIsScraped_IsPushedAsWell()
    {
        await using var backend = await OtlpBackend.StartedAsync();
        await using var server = await Create(backend);
        await server.Close(Edge);

        await backend.Find("meshlens.edge.requests", static metric => metric.Sum.DataPoints.Single().AsDouble == 50);
        await backend.Find("meshlens.edge.verdict", static metric => metric.Gauge.DataPoints.Count == 5);
        await backend.Find("meshlens.edges.hosted", static metric => metric.Gauge.DataPoints.Single().AsDouble == 1);
        await backend.Find("process.cpu", static metric => metric.Sum.IsMonotonic);
    }

    [Fact]
    public async Task Backend_ThatIsDownAndComesBack_HearsTheTotalsOfAllThatTime()
    {
        await using var backend = OtlpBackend.Create();
        await using var server = await Create(backend);
        await server.Close(Edge);
        await Scraped(server, "meshlens_export_failed_total{signal=\"metrics\",result=\"later\"} ");
        Assert.StartsWith($"Not all metrics reach {backend.Address} (", Assert.Single(server.Notes()), StringComparison.Ordinal);
        await server.Close(Edge);

        await backend.StartAsync();

        await backend.Find("meshlens.edge.requests", static metric => metric.Sum.DataPoints.Single().AsDouble == 100);
        await Scraped(server, "meshlens_export_sent_total{signal=\"metrics\"} ");
        Assert.Empty(server.Notes());
    }

    [Fact]
    public async Task Backend_ThatRefuses_IsToldTheTotalsAgain()
    {
        await using var backend = await OtlpBackend.StartedAsync();
        Array.ForEach([503, 400, 429], backend.Refusals.Enqueue);
        await using var server = await Create(backend);
        await server.Close(Edge);

        await backend.Find("meshlens.edge.requests", static metric => metric.Sum.DataPoints.Single().AsDouble == 50);

        await Scraped(server, "meshlens_export_failed_total{signal=\"metrics\",result=\"later\"} 2\n");
        await Scraped(server, "meshlens_export_failed_total{signal=\"metrics\",result=\"refused\"} 1\n");
    }

    [Fact]
    public async Task Backend_ThatTakesARequestWithoutSomePoints_IsCountedAndSaid()
    {
        await using var backend = await OtlpBackend.StartedAsync();
        backend.Rejects = 17;
        await using var server = await Create(backend);
        await server.Close(Edge);

        await Eventually.Holds("a note", () => server.Notes() is [var note] && note.Contains("(it took a request without 17 points)", StringComparison.Ordinal));

        await Scraped(server, "meshlens_export_rejected_total{signal=\"metrics\"} ");
    }

    [Fact]
    public async Task Token_ThatIsNone_StopsNothingButThePush()
    {
        using var file = new TokenFile("one\ntwo");
        await using var backend = await OtlpBackend.StartedAsync();
        await using var server = await Create(backend, file.Path);
        await server.Close(Edge);

        await Eventually.Holds("a note", () => server.Notes() is [var note] && note.Contains($"(The token file {file.Path} does not hold a token", StringComparison.Ordinal));

        await Scraped(server, "meshlens_edges_hosted 1\n");
        Assert.Empty(backend.Taken);
        File.WriteAllText(file.Path, "one\n");
        await backend.Find("meshlens.edge.requests", static metric => metric.Sum.DataPoints.Single().AsDouble == 50);
        Assert.Equal("Bearer one", backend.Authorization);
    }

    [Fact]
    public async Task Backend_OfAnAuthorityThatIsNamed_IsTrustedByItAlone()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        var (file, key) = authority.Issue("127.0.0.1");
        using var certificate = X509Certificate2.CreateFromPemFile(file, key);
        await using var backend = await OtlpBackend.StartedAsync(certificate);
        await using (var stranger = await Create(backend, authorities: other.AuthorityFile))
        {
            await stranger.Close(Edge);
            await Scraped(stranger, "meshlens_export_failed_total{signal=\"metrics\",result=\"later\"} ");
        }

        Assert.Empty(backend.Taken);
        await using var server = await Create(backend, authorities: authority.AuthorityFile);
        await server.Close(Edge);
        await backend.Find("meshlens.edge.requests", static metric => metric.Sum.DataPoints.Single().AsDouble == 50);
    }

    [Theory]
    [InlineData("https://a:4318", false, "--export-otlp-ca: The file ")]
    [InlineData("http://a:4318", true, "--export-otlp-ca is of no use with http://a:4318/")]
    [InlineData(null, true, "add --export-otlp.")]
    public void Authorities_ThatCannotBeOfUse_AreRefusedAtStart(string? endpoint, bool isThere, string remedy)
    {
        using var authority = new TestAuthority();
        var options = new ExpositionOptions { Endpoint = endpoint is null ? null : new(endpoint), AuthorityFile = isThere ? authority.AuthorityFile : "/nowhere/ca.crt" };

        Assert.Contains(remedy, Assert.Single(new ExpositionOptionsValidator().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agents_OfMoreThanARequestHolds_AreSplitAndNoneIsLeftOut()
    {
        const int agents = 1_000;
        await using var backend = await OtlpBackend.StartedAsync();
        await using var server = await Create(backend, nodes: new ManyNodes(agents));
        await server.Close(Edge);

        // Edges come last, so that all before it came as well.
        await backend.Find("meshlens.edge.requests", static _ => true);

        Assert.Equal(Enumerable.Range(0, agents).Select(ManyNodes.Name), Nodes(backend, "meshlens.agent.connected", each: 1));
        Assert.Equal(Enumerable.Range(0, agents).Select(ManyNodes.Name), Nodes(backend, "meshlens.agent.bpf.run.time", ManyNodes.Programs));
    }

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(5, null, 16)]
    [InlineData(7, null, 60)]
    [InlineData(1_000_000, null, 60)]
    [InlineData(1, 30, 30)]
    [InlineData(7, 30, 60)]
    [InlineData(1, 86_400, 600)]
    public void Pause_BackendWantsToBeLeftAlone_DoublesAndHeedsItWithinReason(int failures, int? asked, int expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            OtlpExporter.PauseAfter(failures, TimeSpan.FromMinutes(1), asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null));

    private static ExponentialHistogramDataPoint Point(Metric metric) => metric.ExponentialHistogram.DataPoints.Single();

    /// <summary>Of all agents told of first, those that have so many series of a metric, in order.</summary>
    private static IEnumerable<string> Nodes(OtlpBackend backend, string name, int each) => backend.All().Where(metric => metric.Name == name)
        .SelectMany(static metric => metric.Sum?.DataPoints ?? metric.Gauge.DataPoints)
        .CountBy(static point => point.Attributes.Single(static attribute => attribute.Key == "k8s.node.name").Value.StringValue)
        .Where(node => node.Value % each == 0).Select(static node => node.Key).Order(StringComparer.Ordinal);

    private static Task Scraped(FedServer server, string text) => Eventually.Holds(
        text, async () => Encoding.UTF8.GetString((await server.Scrape("text/plain")).Body).Contains($"\n{text}", StringComparison.Ordinal));
}
