using MeshLens.Server.Metrics;

namespace MeshLens.Server.Tests.Metrics;

public sealed class MetricsSourcesReadingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("metrics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_NothingAsked_AsksNobody()
    {
        var sources = Read(new());

        Assert.Null(sources.Scrape);
        Assert.Null(sources.Prometheus);
    }

    [Fact]
    public void Read_Scrape_AsksEveryTenSecondsWithoutWaitingLonger()
    {
        var scrape = Read(new() { Scrape = true }).Scrape!;

        Assert.Equal((true, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), 16), (scrape.Discovers, scrape.Interval, scrape.Limits.Timeout, scrape.Concurrency));
        Assert.Equal(TimeSpan.FromSeconds(2), Read(new() { Scrape = true, IntervalSeconds = 2 }).Scrape!.Limits.Timeout);
    }

    [Fact]
    public void Read_TargetsAlone_AskNobodyElse()
    {
        var scrape = Read(new() { Targets = ["http://127.0.0.1:15090/stats/prometheus"] }, knowsNames: false).Scrape!;

        Assert.False(scrape.Discovers);
        Assert.Equal("http://127.0.0.1:15090/stats/prometheus", Assert.Single(scrape.Given).ToString());
    }

    [Fact]
    public void Read_APrometheus_IsAskedWithWhatItNeeds()
    {
        using var authorities = new TestAuthority();
        var (token, authority) = (Write("token", "secret"), authorities.AuthorityFile);

        var prometheus = Read(new() { Prometheus = "https://prometheus:9090/base", PrometheusTokenFile = token, PrometheusAuthorityFile = authority, PrometheusMatchers = "cluster=\"east\",mesh=~\"a|b\"", IntervalSeconds = 60 }).Prometheus!;

        Assert.Equal(("https://prometheus:9090/base", token, authority, "cluster=\"east\",mesh=~\"a|b\"", TimeSpan.FromMinutes(1)), (prometheus.Address.ToString(), prometheus.TokenFile, prometheus.AuthorityFile, prometheus.Matchers, prometheus.Interval));
    }

    [Fact]
    public void Read_EverythingWrong_SaysAllOfItAtOnce()
    {
        List<string> problems = [];

        MetricsSourcesReading.Read(
            new() { Scrape = true, Targets = ["127.0.0.1:15090", "https://a/"], IntervalSeconds = 0.1, Concurrency = 0, Prometheus = "prometheus:9090" }, knowsNames: false, problems);

        Assert.Equal(7, problems.Count);
        Assert.All(["--scrape-interval", "--scrape-concurrency", "--istiod", "127.0.0.1:15090", "https://a/", "twice", "no address of a Prometheus"], part =>
            Assert.Contains(problems, problem => problem.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_OptionsOfAPrometheusWithoutOne_NameIt() =>
        Assert.Contains("need --prometheus", Problem(new() { PrometheusMatchers = "a=\"b\"" }), StringComparison.Ordinal);

    [Theory]
    [InlineData("cluster=east")]
    [InlineData("cluster")]
    [InlineData("} or up{a=\"b\"")]
    [InlineData("")]
    public void Read_MatchersThatAreNone_AreRefused(string matchers) =>
        Assert.Contains("label matchers", Problem(new() { Prometheus = "http://prometheus:9090", PrometheusMatchers = matchers }), StringComparison.Ordinal);

    [Fact]
    public void Read_ATokenOverPlainHttp_IsRefusedBeyondThisMachine()
    {
        var token = Write("token", "secret");

        Assert.Contains("unencrypted", Problem(new() { Prometheus = "http://prometheus:9090", PrometheusTokenFile = token }), StringComparison.Ordinal);
        Assert.NotNull(Read(new() { Prometheus = "http://127.0.0.1:9090", PrometheusTokenFile = token }).Prometheus);
    }

    [Fact]
    public void Read_FilesThatAreNotThere_AreNamed()
    {
        List<string> problems = [];

        MetricsSourcesReading.Read(new() { Prometheus = "https://p:9090", PrometheusTokenFile = "/none/token", PrometheusAuthorityFile = "/none/ca" }, knowsNames: false, problems);

        Assert.Equal(2, problems.Count);
        Assert.Contains("/none/token", problems[0], StringComparison.Ordinal);
        Assert.Contains("/none/ca", problems[1], StringComparison.Ordinal);
    }

    private static MetricsSources Read(MetricsOptions options, bool knowsNames = true)
    {
        List<string> problems = [];
        var sources = MetricsSourcesReading.Read(options, knowsNames, problems);
        Assert.Empty(problems);
        return sources;
    }

    private static string Problem(MetricsOptions options)
    {
        List<string> problems = [];
        MetricsSourcesReading.Read(options, knowsNames: true, problems);
        return Assert.Single(problems);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
