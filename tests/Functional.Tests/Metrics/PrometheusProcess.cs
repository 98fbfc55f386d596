using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Functional.Tests.Rig;

namespace Functional.Tests.Metrics;

/// <summary>A real Prometheus on loopback that scrapes one server every second.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";

    private readonly TemporaryDirectory _folder = new();
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    /// <summary>Skips the test where there is no Prometheus.</summary>
    public PrometheusProcess(Uri source, bool native)
    {
        Assert.SkipUnless(File.Exists(Program), "Prometheus is not installed: .ci/install test.");
        var (file, port) = (Path.Combine(_folder.Path, "prometheus.yml"), FreePort());
        File.WriteAllText(file, $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
            rule_files: ["{{Repository.File("charts", "meshlens", "rules", "meshlens.yaml")}}"]
            scrape_configs:
            - job_name: meshlens
              static_configs: [{targets: ["{{source.Authority}}"]}]
            """);
        string[] arguments = [$"--config.file={file}", $"--storage.tsdb.path={_folder.Path}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"];
        _process = ChildProcess.Start(Program, native ? [.. arguments, "--enable-feature=native-histograms"] : arguments);
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    /// <summary>How many series a query has, once it has some.</summary>
    public Task Find(string query)
    {
        var seen = "";
        return Eventually.Find($"series for {query}", async () =>
        {
            try
            {
                using var response = await _client.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), TestContext.Current.CancellationToken);
                seen = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{query}: {seen}");
                return response.IsSuccessStatusCode && JsonElement.Parse(seen).GetProperty("data").GetProperty("result").GetArrayLength() > 0 ? seen : null;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
                return null;
            }
        }, () => $"Last seen: {seen}. It wrote: {_process.Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
