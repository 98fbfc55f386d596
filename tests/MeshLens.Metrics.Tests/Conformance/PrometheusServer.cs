using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A real Prometheus on loopback that scrapes what it is shown.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private PrometheusServer(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    public Uri Address => _client.BaseAddress!;

    /// <summary>Skips the test where there is no Prometheus.</summary>
    public static PrometheusServer Start(Uri source, IReadOnlyList<Exposition> texts)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prometheus"), "Prometheus is not installed: .ci/install test.");
        var (folder, port) = (Directory.CreateTempSubdirectory("meshlens-prometheus").FullName, FreePort());
        var file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, Configuration(source, texts));
        var process = Process.Start(new ProcessStartInfo("/usr/bin/prometheus")
        {
            ArgumentList = { $"--config.file={file}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error" },
        });
        return new(process!, folder, port);
    }

    /// <summary>For each job whether its text was taken, or why not.</summary>
    public async Task<Dictionary<string, string>> ScrapedAsync(int jobs)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "Prometheus did not scrape everything.");
            var targets = await TargetsAsync();
            if (targets.Count == jobs && !targets.ContainsValue("unknown"))
            {
                return targets;
            }
        }
    }

    /// <summary>Everything that a job said: name and labels, and the value.</summary>
    public async Task<Dictionary<string, double>> SeriesAsync(string job)
    {
        using var answer = await AskAsync($"api/v1/query?query={Uri.EscapeDataString($"{{scraped_job=\"{job}\"}}")}");
        var series = new Dictionary<string, double>();
        foreach (var found in answer!.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
        {
            var labels = found.GetProperty("metric");
            if (!IsOfTheScrape(labels.GetProperty("__name__").GetString()!))
            {
                var said = labels.EnumerateObject().Where(static label => label.Name is not "scraped_job");
                series.Add(
                    SeriesKey.Of(said.Select(static label => (label.Name, label.Value.GetString()!))),
                    SeriesKey.Number(found.GetProperty("value")[1].GetString()!));
            }
        }

        return series;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsOfTheScrape(string name) => name == "up" || name.StartsWith("scrape_", StringComparison.Ordinal);

    private async Task<Dictionary<string, string>> TargetsAsync()
    {
        using var answer = await AskAsync("api/v1/targets?state=active");
        return answer is null ? [] : answer.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray().ToDictionary(
            static target => target.GetProperty("scrapePool").GetString()!,
            static target => target.GetProperty("health").GetString() is "down" ? target.GetProperty("lastError").GetString()! : target.GetProperty("health").GetString()!);
    }

    private async Task<JsonDocument?> AskAsync(string path)
    {
        try
        {
            return JsonDocument.Parse(await _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        }
        catch (HttpRequestException)
        {
            // It is still starting.
            return null;
        }
    }

    // The labels that a scrape adds are taken off again, but for one that tells the jobs apart.
    private static string Configuration(Uri source, IReadOnlyList<Exposition> texts)
    {
        var file = new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
