using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Benchmarks.MetricsOut;

/// <summary>A real Prometheus on loopback with its default scrape timeout, that scrapes one server.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("meshlens-bench-prometheus-").FullName;
    private readonly HttpClient _client;

    public PrometheusProcess(Uri source, TimeSpan interval, bool native)
    {
        var port = FreePort();
        var file = Path.Combine(_folder, "prometheus.yml");
        File.WriteAllText(file, $$"""
            global: {scrape_interval: {{interval.TotalSeconds}}s}
            scrape_configs:
            - job_name: meshlens
              static_configs: [{targets: ["{{source.Authority}}"]}]
            """);
        var start = new ProcessStartInfo(Program,
            [$"--config.file={file}", $"--storage.tsdb.path={_folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]);
        if (native)
        {
            start.ArgumentList.Add("--enable-feature=native-histograms");
        }

        _process = Process.Start(start)!;
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    /// <summary>Bytes of memory that it has in RAM.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Waits until a query has a result, and gives its first value.</summary>
    public async Task<double> Ask(string query)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(250))
        {
            try
            {
                using var answer = JsonDocument.Parse(await _client.GetStringAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative)));
                var result = answer.RootElement.GetProperty("data").GetProperty("result");
                if (result.GetArrayLength() > 0)
                {
                    return double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);
                }
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }
        }

        throw new TimeoutException($"Prometheus has nothing for {query}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
