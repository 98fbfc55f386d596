using System.Globalization;
using MeshLens.Metrics.Meaning;
using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Tests.Scraping;
using MeshLens.Metrics.Tracking;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Metrics.Tests.Prometheus;

public sealed class PrometheusReaderTests : IDisposable
{
    private const string Requests = "istio_requests_total";

    private readonly FakeTimeProvider _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CollectingTaker _taker = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-").FullName;

    [Fact]
    public async Task Round_AfterAnother_SaysWhatGrewPerReplica()
    {
        var round = 0;
        await using var server = await FakePrometheus.StartAsync((_, query) => (200, query.StartsWith(Requests, StringComparison.Ordinal)
            ? FakePrometheus.Vector((Series("a", "web"), Number(100 + (5 * round))), (Series("b", "web"), Number(round == 0 ? 900 : 3)))
            : FakePrometheus.Vector()));
        var reader = Create(server.Address);

        await RoundAsync(reader);
        round++;
        await RoundAsync(reader);

        var report = ScrapeReport.Of([.. _taker.Taken.SelectMany(static taken => taken.Result.Gains)]);
        var edge = Assert.Single(report.Edges);
        Assert.Equal((Reporter.Source, "shop", "web", "cart", "cart.shop.svc.cluster.local"), (edge.Edge.Reporter, edge.Edge.SourceNamespace, edge.Edge.SourceWorkload, edge.Edge.DestinationService, edge.Edge.DestinationHost));
        Assert.Equal(5 + 3, edge.Requests[new("200", "", "-")]);
        Assert.Equal((2L, 2, 0), (reader.Status.Rounds, reader.Status.Series, reader.Status.Troubles.Count));
    }

    [Fact]
    public async Task Round_EveryMetric_IsAskedForByItselfWithTheMatchers()
    {
        List<string> asked = [];
        await using var server = await FakePrometheus.StartAsync((_, query) =>
        {
            asked.Add(query);
            return (200, FakePrometheus.Vector());
        });

        await RoundAsync(Create(server.Address, static options => options with { Matchers = "cluster=\"east\"" }));

        Assert.Equal(10, asked.Count);
        Assert.Contains("istio_tcp_connections_opened_total{cluster=\"east\"}", asked);
        Assert.DoesNotContain(asked, static query => query.Contains("bucket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Round_TextsWithEscapes_AreReadAsTheyAre()
    {
        var round = 0;
        await using var server = await FakePrometheus.StartAsync((_, query) => (200, query.StartsWith(Requests, StringComparison.Ordinal)
            ? FakePrometheus.Vector((@"""__name__"":""istio_requests_total"",""ünï.x"":""1"",""source_workload"":""a\\\""\n\u00fc""", Number(round)))
            : FakePrometheus.Vector()));
        var reader = Create(server.Address);

        await RoundAsync(reader);
        round++;
        await RoundAsync(reader);

        Assert.Equal("a\\\"\nü", Assert.Single(_taker.Taken.SelectMany(static taken => taken.Result.Gains)).Meaning.Edge!.SourceWorkload);
    }

    [Fact]
    public async Task Round_OneMetricThatFails_SpoilsNoOther()
    {
        var round = 0;
        await using var server = await FakePrometheus.StartAsync((_, query) => query.StartsWith("istio_request_bytes", StringComparison.Ordinal)
            ? (422, """{"status":"error","errorType":"execution","error":"query processing would load too many samples"}""")
            : (200, query.StartsWith(Requests, StringComparison.Ordinal) ? FakePrometheus.Vector((Series("a", "web"), Number(round))) : FakePrometheus.Vector()));
        var reader = Create(server.Address);

        await RoundAsync(reader);
        round++;
        await RoundAsync(reader);

        Assert.Equal(("istio_request_bytes_sum", "query processing would load too many samples"), Assert.Single(reader.Status.Troubles));
        Assert.Equal([1], _taker.Gains);
    }

    [Theory]
    [InlineData(502, "<html>bad gateway</html>", "The answer was 502.")]
    [InlineData(200, "<html>welcome</html>", "What answers is no Prometheus")]
    [InlineData(401, """{"error":"token"}""", "token")]
    [InlineData(302, "{}", "The answer was 302.")]
    [InlineData(200, "", "")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{""", "")]
    [InlineData(200, """{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}""", "no vector")]
    [InlineData(200, """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"a"},"value":[1,"x"]}]}}""", "Line 1")]
    [InlineData(200, """[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]""", "")]
    [InlineData(200, "garbage", "")]
    public async Task Round_AnAnswerThatIsNone_IsToldAndNothingIsTaken(int status, string body, string reason)
    {
        await using var server = await FakePrometheus.StartAsync((_, _) => (status, body));
        var reader = Create(server.Address);

        await RoundAsync(reader);

        Assert.Equal(10, reader.Status.Troubles.Count);
        Assert.All(reader.Status.Troubles, trouble => Assert.Contains(reason, trouble.Reason, StringComparison.Ordinal));
        Assert.Empty(_taker.Taken);
    }

    [Fact]
    public async Task Round_NobodyThere_IsToldSinceWhen()
    {
        // Nobody else listens here, so its port stays without a listener.
        var server = await FakePrometheus.StartAsync(static (_, _) => (200, FakePrometheus.Vector()), "127.0.79.1");
        var reader = Create(server.Address);
        await RoundAsync(reader);
        await server.DisposeAsync();

        await RoundAsync(reader);
        var since = reader.Status.Since;
        await RoundAsync(reader);

        Assert.Equal(10, reader.Status.Troubles.Count);
        Assert.Equal((_time.GetUtcNow() - TimeSpan.FromSeconds(30), since), (since, reader.Status.Since));
    }

    [Fact]
    public async Task Round_TheToken_IsReadAgainForEachQuestion()
    {
        List<string> tokens = [];
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "first\n", TestContext.Current.CancellationToken);
        await using var server = await FakePrometheus.StartAsync((context, _) =>
        {
            tokens.Add(context.Request.Headers.Authorization.ToString());
            return (200, FakePrometheus.Vector());
        });
        var reader = Create(server.Address, options => options with { TokenFile = file });

        await RoundAsync(reader);
        await File.WriteAllTextAsync(file, "second", TestContext.Current.CancellationToken);
        await RoundAsync(reader);
        File.Delete(file);
        await RoundAsync(reader);

        Assert.Equal([.. Enumerable.Repeat("Bearer first", 10), .. Enumerable.Repeat("Bearer second", 10)], tokens);
        Assert.Equal(10, reader.Status.Troubles.Count);
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("schlüssel")]
    public async Task Round_AFileWithoutAToken_IsToldWithoutWhatIsInItAndTheMendedOneIsTaken(string content)
    {
        List<string> tokens = [];
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        await using var server = await FakePrometheus.StartAsync((context, _) =>
        {
            tokens.Add(context.Request.Headers.Authorization.ToString());
            return (200, FakePrometheus.Vector());
        });
        var reader = Create(server.Address, options => options with { TokenFile = file });

        await RoundAsync(reader);
        var troubles = reader.Status.Troubles;
        await File.WriteAllTextAsync(file, "mended\n", TestContext.Current.CancellationToken);
        await RoundAsync(reader);

        Assert.Equal(10, troubles.Count);
        Assert.All(troubles, trouble => Assert.Equal($"The token file {file} does not hold a token: write the token there, one line of visible ASCII letters without blanks.", trouble.Reason));
        Assert.Empty(reader.Status.Troubles);
        Assert.Equal(Enumerable.Repeat("Bearer mended", 10), tokens);
    }

    [Fact]
    public async Task Round_AnAuthorityFileThatIsNone_IsTold()
    {
        var file = Path.Combine(_folder, "ca.pem");
        await File.WriteAllTextAsync(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", TestContext.Current.CancellationToken);
        var reader = Create(new("https://127.0.0.1:1/"), options => options with { AuthorityFile = file });

        await RoundAsync(reader);

        Assert.Contains(file, Assert.Single(reader.Status.Troubles).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Round_AHundredThousandLabelSets_AreReadWithinTheBound()
    {
        var body = FakePrometheus.Vector([.. Enumerable.Range(0, 100_000).Select(static series => (Series($"pod-{series}", "web"), "1"))]);
        await using var server = await FakePrometheus.StartAsync((_, query) => (200, query.StartsWith(Requests, StringComparison.Ordinal) ? body : FakePrometheus.Vector()));
        var reader = Create(server.Address, static options => options with { MaximumSeries = 30_000, Timeout = TimeSpan.FromMinutes(5) });

        await RoundAsync(reader);

        Assert.Empty(reader.Status.Troubles);
        Assert.Equal((30_000, 70_000L), (reader.Status.Series, reader.Status.SeriesLeftOut));
    }

    [Fact]
    public async Task Round_AnAnswerThatIsTooLong_IsGivenUp()
    {
        var body = FakePrometheus.Vector([.. Enumerable.Range(0, 1000).Select(static series => (Series($"pod-{series}", "web"), "1"))]);
        await using var server = await FakePrometheus.StartAsync((_, _) => (200, body));
        var reader = Create(server.Address, static options => options with { MaximumBytes = 10_000 });

        await RoundAsync(reader);

        Assert.All(reader.Status.Troubles, static trouble => Assert.Contains("longer than 10000 bytes", trouble.Reason, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Series(string pod, string workload) =>
        $"\"__name__\":\"{Requests}\",\"destination_service\":\"cart.shop.svc.cluster.local\",\"destination_service_name\":\"cart\",\"pod\":\"{pod}\",\"reporter\":\"source\",\"response_code\":\"200\",\"source_workload\":\"{workload}\",\"source_workload_namespace\":\"shop\"";

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private PrometheusReader Create(Uri address, Func<PrometheusOptions, PrometheusOptions>? configure = null)
    {
        var options = new PrometheusOptions { Address = address, ConnectTimeout = TimeSpan.FromMinutes(2) };
        return new(configure?.Invoke(options) ?? options, _taker, _time);
    }

    private Task RoundAsync(PrometheusReader reader)
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        return reader.RoundAsync(TestContext.Current.CancellationToken);
    }
}
