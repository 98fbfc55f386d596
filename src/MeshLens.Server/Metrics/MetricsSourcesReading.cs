using System.Net;
using System.Text.RegularExpressions;
using MeshLens.Files;
using MeshLens.Metrics.Prometheus;
using MeshLens.Metrics.Scraping;

namespace MeshLens.Server.Metrics;

/// <summary>From options to sources, with everything that is wrong, each with its remedy.</summary>
internal static partial class MetricsSourcesReading
{
    private const double LeastSeconds = 1;
    private const double MostSeconds = 300;
    private const int MostAtOnce = 1024;

    /// <param name="options">As they were given.</param>
    /// <param name="knowsNames">A source of names is read, that proxies can be found by.</param>
    /// <param name="problems">Gets everything that is wrong.</param>
    public static MetricsSources Read(MetricsOptions options, bool knowsNames, List<string> problems)
    {
        var interval = ReadInterval(options, problems);
        if (options.Prometheus is not null && (options.Scrape || options.Targets.Count > 0))
        {
            problems.Add("--prometheus and --scrape together would count everything twice: leave one of them out.");
        }

        return new(ReadScrape(options, knowsNames, interval, problems), ReadPrometheus(options, interval, problems));
    }

    private static TimeSpan? ReadInterval(MetricsOptions options, List<string> problems)
    {
        if (options.IntervalSeconds is < LeastSeconds or > MostSeconds or double.NaN)
        {
            problems.Add($"--scrape-interval is {options.IntervalSeconds}: give from {LeastSeconds} to {MostSeconds} seconds.");
            return null;
        }

        return options.IntervalSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static ScrapeOptions? ReadScrape(MetricsOptions options, bool knowsNames, TimeSpan? interval, List<string> problems)
    {
        if (options.Concurrency is < 1 or > MostAtOnce)
        {
            problems.Add($"--scrape-concurrency is {options.Concurrency}: give from 1 to {MostAtOnce}.");
        }

        if (options.Scrape && !knowsNames)
        {
            problems.Add("--scrape asks the proxies that a source of names knows: name one with --istiod, --kubernetes or --kubeconfig, or single addresses with --scrape-target instead.");
        }

        var given = options.Targets.Select(text => ReadTarget(text, problems)).OfType<Uri>().Distinct().ToList();
        if (!options.Scrape && options.Targets.Count == 0)
        {
            return null;
        }

        var every = interval ?? new ScrapeOptions().Interval;
        var limits = ScrapeLimits.Default;
        return new()
        {
            Discovers = options.Scrape,
            Given = given,
            Interval = every,
            Concurrency = options.Concurrency,
            Limits = limits with { Timeout = every < limits.Timeout ? every : limits.Timeout },
        };
    }

    private static Uri? ReadTarget(string text, List<string> problems)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", Host.Length: > 0, UserInfo: "", Fragment: "" })
        {
            return address;
        }

        problems.Add($"'{text}' is no address of metrics: write it whole, for example --scrape-target http://127.0.0.1:15090/stats/prometheus.");
        return null;
    }

    private static PrometheusOptions? ReadPrometheus(MetricsOptions options, TimeSpan? interval, List<string> problems)
    {
        if (options.Prometheus is not { } text)
        {
            if ((options.PrometheusTokenFile ?? options.PrometheusAuthorityFile ?? options.PrometheusMatchers) is not null)
            {
                problems.Add("--prometheus-token-file, --prometheus-ca and --prometheus-match need --prometheus: name it, for example http://prometheus.istio-system.svc:9090.");
            }

            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" })
        {
            problems.Add($"'{text}' is no address of a Prometheus: write for example --prometheus http://prometheus.istio-system.svc:9090.");
            return null;
        }

        CheckSecrets(options, address, problems);
        if (options.PrometheusMatchers is { } matchers && !Matchers().IsMatch(matchers))
        {
            problems.Add($"'{matchers}' are no label matchers: write for example --prometheus-match 'cluster=\"east\"'.");
        }

        var unread = new PrometheusOptions { Address = address };
        return unread with
        {
            TokenFile = options.PrometheusTokenFile,
            AuthorityFile = options.PrometheusAuthorityFile,
            Matchers = options.PrometheusMatchers ?? "",
            Interval = interval ?? unread.Interval,
        };
    }

    private static void CheckSecrets(MetricsOptions options, Uri address, List<string> problems)
    {
        if (options.PrometheusTokenFile is { } token)
        {
            if (TokenFile.Read(token, out var problem) is null)
            {
                problems.Add(problem!);
            }

            if (address.Scheme == "http" && !(address.IsLoopback || (IPAddress.TryParse(address.Host, out var host) && IPAddress.IsLoopback(host))))
            {
                problems.Add($"The token of {token} would go to {address} unencrypted: write https://, or leave --prometheus-token-file out.");
            }
        }

        if (options.PrometheusAuthorityFile is { } authorities)
        {
            if (AuthorityFile.Read(authorities, out var problem) is null)
            {
                problems.Add($"--prometheus-ca: {problem}");
            }

            if (address.Scheme == "http")
            {
                problems.Add("--prometheus-ca needs an address with https://.");
            }
        }
    }

    [GeneratedRegex("""^\s*[a-zA-Z_][a-zA-Z0-9_]*\s*(=|!=|=~|!~)\s*"([^"\\]|\\.)*"\s*(,\s*[a-zA-Z_][a-zA-Z0-9_]*\s*(=|!=|=~|!~)\s*"([^"\\]|\\.)*"\s*)*,?\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Matchers();
}
