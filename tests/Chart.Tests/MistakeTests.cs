namespace Chart.Tests;

/// <summary>A value that nobody reads, or that cannot be, is refused where it is written, and the refusal names it.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("servr.apiPort=9470", "servr")]
    [InlineData("server.apiport=9470", "apiport")]
    [InlineData("server.apiPort=70000", "/server/apiPort")]
    [InlineData("server.apiPort=web", "/server/apiPort")]
    [InlineData("agent.capabilities={ALL}", "/agent/capabilities/0")]
    [InlineData("istiod.addresses={istiod}", "/istiod/addresses/0")]
    [InlineData("istiod.addresses=", "/istiod/addresses")]
    [InlineData("istiod.addresses={istiod:15010,other:15012}", "/istiod/addresses")]
    [InlineData("kubernetes.other.secretName=clusters", "other")]
    [InlineData("kubernetes.others.contexts=west", "/kubernetes/others/contexts")]
    [InlineData("server.listenAddress=everywhere", "/server/listenAddress")]
    [InlineData("istiod.views={payments}", "/istiod/views/0")]
    [InlineData("istiod.tokenSeconds=10", "/istiod/tokenSeconds")]
    [InlineData("image.pullPolicy=Sometimes", "/image/pullPolicy")]
    [InlineData("server.persistence.size=large", "/server/persistence/size")]
    [InlineData("server.resources.limits.memory=plenty", "/server/resources/limits/memory")]
    [InlineData("tls.secretName=", "/tls/secretName")]
    [InlineData("networkPolicy.nodeNetworks={anywhere}", "/networkPolicy/nodeNetworks/0")]
    [InlineData("cluster=", "/cluster")]
    [InlineData("telemetry.source=both", "/telemetry/source")]
    [InlineData("telemetry.replicas=2", "telemetry.replicas")]
    [InlineData("telemetry.source=otlp,telemetry.replicas=2", "telemetry.backends")]
    [InlineData("telemetry.replicas=-1", "/telemetry/replicas")]
    [InlineData("telemetry.headerSecret=a", "headerSecret")]
    [InlineData("server.publicUrl=meshlens.example.org", "/server/publicUrl")]
    [InlineData("server.extraEnv[0].value=1", "/server/extraEnv/0")]
    [InlineData("telemetry.extraEnv[0].nam=A", "/telemetry/extraEnv/0")]
    [InlineData("metrics.intervalSeconds=301", "/metrics/intervalSeconds")]
    [InlineData("metrics.prometheus.url=prometheus:9090", "/metrics/prometheus/url")]
    [InlineData("metrics.scrape=true,metrics.prometheus.url=http://p:9090", "metrics.scrape and metrics.prometheus.url")]
    public void Template_AMistake_IsRefusedByName(string set, string named)
    {
        var (code, _, error) = Helm.Run("template", "meshlens", Chart.Folder, "--set", set);

        Assert.NotEqual(0, code);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }
}
