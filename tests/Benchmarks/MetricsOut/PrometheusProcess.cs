using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Benchmarks.MetricsOut;

/// <summary>A real Prometheus on loopback with its default scrape timeout, that scrapes one server.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    private PrometheusProcess(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Bytes of memory that it has in RAM.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="source">What is scraped.</param>
    /// <param name="interval">How often.</param>
    /// <param name="native">Whether native histograms are asked for.</param>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static async Task<PrometheusProcess> StartAsync(Uri source, TimeSpan interval, bool native)
    {
        if (!File.Exists(Program))
        {
            throw new FileNotFoundException($"There is no {Program}: install Debian's prometheus (.ci/install bench).");
        }

        var folder = Directory.CreateTempSubdirectory("meshlens-bench-prometheus-").FullName;
        var prometheus = new PrometheusProcess(Process.Start(Command(folder, source, interval, native))!, folder);
        try
        {
            prometheus._client.BaseAddress = new($"http://127.0.0.1:{await ListeningPort.OfAsync(prometheus._process)}/");
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a query has a result that passes, and gives its first value.</summary>
    /// <param name="query">In PromQL.</param>
    /// <param name="passes">Which values will do; all unless given.</param>
    /// <exception cref="InvalidOperationException">Prometheus cannot answer such a question.</exception>
    /// <exception cref="TimeoutException">There is none in time.</exception>
    public async Task<double> Ask(string query, Func<double, bool>? passes = null)
    {
        var seen = "";
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(250, Ending.Token))
        {
            (var value, seen) = await Look(query);
            if (value is { } found && passes?.Invoke(found) != false)
            {
                return found;
            }
        }

        throw new TimeoutException($"Prometheus had nothing that will do for {query} within {Patience.TotalSeconds} s, lately {seen}; its targets: {(await Look("up")).Answer}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ProcessStartInfo Command(string folder, Uri source, TimeSpan interval, bool native)
    {
        var file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, $$"""
            global: {scrape_interval: {{interval.TotalSeconds}}s}
            scrape_configs:
            - job_name: meshlens
              static_configs: [{targets: ["{{source.Authority}}"]}]
            """);
        string[] arguments = [$"--config.file={file}", $"--storage.tsdb.path={folder}/data", "--web.listen-address=127.0.0.1:0", "--log.level=error"];
        return new(Program, native ? [.. arguments, "--enable-feature=native-histograms"] : arguments);
    }

    private async Task<(double? Value, string Answer)> Look(string query)
    {
        using var response = await _client.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), Ending.Token);
        var text = await response.Content.ReadAsStringAsync(Ending.Token);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return (null, "it is starting");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Prometheus does not answer {query}: {text}");
        }

        using var answer = JsonDocument.Parse(text);
        var result = answer.RootElement.GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? (null, text) : (double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture), text);
    }
}
