using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Tests.Shared;

/// <summary>A real Prometheus on a free port of loopback that scrapes what its configuration names.</summary>
internal sealed class PrometheusProgram : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("meshlens-prometheus-").FullName;
    private readonly HttpClient _client = new();
    private readonly Process _process;

    private PrometheusProgram(string configuration, bool native)
    {
        var file = Path.Combine(_folder, "prometheus.yml");
        File.WriteAllText(file, configuration);
        string[] arguments = [$"--config.file={file}", $"--storage.tsdb.path={_folder}/data", "--web.listen-address=127.0.0.1:0", "--log.level=error"];
        _process = Process.Start(Program, native ? [.. arguments, "--enable-feature=native-histograms"] : arguments);
    }

    public Uri Address => _client.BaseAddress!;

    /// <summary>Skips the test where there is no Prometheus.</summary>
    /// <param name="configuration">Its configuration file, in YAML.</param>
    /// <param name="native">Whether it asks for native histograms.</param>
    public static async Task<PrometheusProgram> StartAsync(string configuration, bool native = false)
    {
        Assert.SkipUnless(File.Exists(Program), "Prometheus is not installed: .ci/install test.");
        var program = new PrometheusProgram(configuration, native);
        try
        {
            program._client.BaseAddress = new($"http://127.0.0.1:{await ListeningPort.OfAsync(program._process)}/");
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Configures it to scrape one server every second, as the job <c>meshlens</c>.</summary>
    public static string EverySecond(Uri source) => $$"""
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        scrape_configs:
        - job_name: meshlens
          static_configs: [{targets: ["{{source.Authority}}"]}]

        """;

    /// <summary>What a path of its API answers; null while it is not ready yet.</summary>
    public async Task<JsonElement?> AskAsync(string path)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{path}: {text}");
            return response.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("data") : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The series of a query as they are now; none while it is not ready yet.</summary>
    public async Task<List<JsonElement>> QueryAsync(string query) =>
        await AskAsync($"api/v1/query?query={Uri.EscapeDataString(query)}") is { } data ? [.. data.GetProperty("result").EnumerateArray()] : [];

    /// <summary>Waits until a query has series, and gives them.</summary>
    public async Task<List<JsonElement>> FindAsync(string query)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(Look, TestContext.Current.CancellationToken))
        {
            if (await QueryAsync(query) is { Count: > 0 } found)
            {
                return found;
            }
        }

        throw new TimeoutException($"Prometheus found nothing for {query}. Its targets: {await AskAsync("api/v1/targets?state=active")}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
