using System.CommandLine;

namespace MeshLens.Server.Metrics;

/// <summary>The options of <c>server</c> and <c>run</c> that say who is asked for proxies' metrics.</summary>
internal sealed class MetricsSwitches
{
    private readonly Option<bool> _scrape = new("--scrape") { Description = "Read the metrics of the proxies that --istiod and --kubernetes know: sidecars, gateways, waypoints (ports 15020, 15090), ztunnels (15020)." };
    private readonly Option<string[]> _targets = new("--scrape-target")
    {
        Description = "Read the metrics of this address, too, once per address: http://127.0.0.1:15090/stats/prometheus. On this machine, or of the mesh.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<double?> _interval = new("--scrape-interval") { HelpName = "seconds", Description = "How often metrics are read: every 10 s, and every 30 s from a Prometheus, unless given; not more often than that Prometheus scrapes." };
    private readonly Option<int> _concurrency = new("--scrape-concurrency") { Description = "Proxies asked at the same time.", DefaultValueFactory = _ => new MetricsOptions().Concurrency };
    private readonly Option<string?> _prometheus = new("--prometheus") { HelpName = "url", Description = "Read Istio's metrics from this Prometheus instead of from the proxies: http://prometheus.istio-system.svc:9090." };
    private readonly Option<string?> _token = new("--prometheus-token-file") { HelpName = "file", Description = "File with a bearer token for it; read again for each question." };
    private readonly Option<string?> _authority = new("--prometheus-ca") { HelpName = "file", Description = "PEM file of the authorities of its certificate, instead of the system's." };
    private readonly Option<string?> _matchers = new("--prometheus-match") { HelpName = "matchers", Description = "Label matchers, where it knows other meshes, too: 'cluster=\"east\"'." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _scrape, _targets, _interval, _concurrency, _prometheus, _token, _authority, _matchers })
        {
            command.Add(option);
        }
    }

    public MetricsOptions Read(ParseResult parsed) => new()
    {
        Scrape = parsed.GetValue(_scrape),
        Targets = parsed.GetValue(_targets) ?? [],
        IntervalSeconds = parsed.GetValue(_interval),
        Concurrency = parsed.GetValue(_concurrency),
        Prometheus = parsed.GetValue(_prometheus),
        PrometheusTokenFile = parsed.GetValue(_token),
        PrometheusAuthorityFile = parsed.GetValue(_authority),
        PrometheusMatchers = parsed.GetValue(_matchers),
    };
}
