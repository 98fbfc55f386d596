using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A real Prometheus on loopback that scrapes what it is shown.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly PrometheusProgram _program;

    private PrometheusServer(PrometheusProgram program) => _program = program;

    public Uri Address => _program.Address;

    /// <summary>Skips the test where there is no Prometheus.</summary>
    public static async Task<PrometheusServer> StartAsync(Uri source, IReadOnlyList<Exposition> texts) =>
        new(await PrometheusProgram.ForTestAsync(Configuration(source, texts)));

    /// <summary>For each job whether its text was taken, or why not.</summary>
    public async Task<Dictionary<string, string>> ScrapedAsync(int jobs)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "Prometheus did not scrape everything.");
            var targets = await TargetsAsync();
            if (targets.Count == jobs && !targets.Values.Any(IsOpen))
            {
                return targets;
            }
        }
    }

    /// <summary>Everything that a job said in a scrape that went well: name and labels, and the value.</summary>
    public async Task<Dictionary<string, double>> SeriesAsync(string job)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Prometheus does not tell what {job} said.");
            var found = await _program.QueryAsync($"{{scraped_job=\"{job}\"}}");
            if (found.Exists(static series => Name(series) == "up" && Value(series) == "1"))
            {
                return Said(found);
            }
        }
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    // Not asked yet, or in vain on a machine that was busy for as long as a scrape may take: it is asked again.
    private static bool IsOpen(string health) => health == "unknown" || health.Contains("context deadline exceeded", StringComparison.Ordinal);

    private static Dictionary<string, double> Said(IEnumerable<JsonElement> found) => found
        .Where(static series => !IsOfTheScrape(Name(series)))
        .ToDictionary(
            static series => SeriesKey.Of(series.GetProperty("metric").EnumerateObject()
                .Where(static label => label.Name is not "scraped_job").Select(static label => (label.Name, label.Value.GetString()!))),
            static series => SeriesKey.Number(Value(series)));

    private static string Name(JsonElement series) => series.GetProperty("metric").GetProperty("__name__").GetString()!;

    private static string Value(JsonElement series) => series.GetProperty("value")[1].GetString()!;

    private static bool IsOfTheScrape(string name) => name == "up" || name.StartsWith("scrape_", StringComparison.Ordinal);

    private async Task<Dictionary<string, string>> TargetsAsync() => await _program.AskAsync("api/v1/targets?state=active") is not { } answer
        ? []
        : answer.GetProperty("activeTargets").EnumerateArray().ToDictionary(
            static target => target.GetProperty("scrapePool").GetString()!,
            static target => target.GetProperty("health").GetString() is "down" ? target.GetProperty("lastError").GetString()! : target.GetProperty("health").GetString()!);

    // The labels that a scrape adds are taken off again, but for one that tells the jobs apart.
    private static string Configuration(Uri source, IReadOnlyList<Exposition> texts)
    {
        var file = new StringBuilder("global: {scrape_interval: 2s, scrape_timeout: 2s}\nscrape_configs:\n");
        foreach (var text in texts)
        {
            file.Append(
                $$"""
                - job_name: "{{text.Job}}"
                  metrics_path: "/{{text.Job}}"
                  honor_labels: true
                  honor_timestamps: false
                  static_configs: [{targets: ["{{source.Authority}}"]}]
                  relabel_configs: [{target_label: scraped_job, replacement: "{{text.Job}}"}]
                  metric_relabel_configs: [{action: labeldrop, regex: "instance|job"}]

                """);
        }

        return file.ToString();
    }
}
