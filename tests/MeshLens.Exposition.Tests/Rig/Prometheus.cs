using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>A real Prometheus on loopback that scrapes one server.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _client;

    private Prometheus(Process process, string folder, int port)
    {
        (_process, _folder) = (process, folder);
        _client = new() { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    /// <summary>Skips the test where there is no Prometheus.</summary>
    public static Prometheus Start(Uri source, bool nativeHistograms)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prometheus"), "Prometheus is not installed: .ci/install test.");
        var (folder, port) = (Directory.CreateTempSubdirectory("meshlens-prometheus").FullName, FreePort());
        var file = Path.Combine(folder, "prometheus.yml");
        File.WriteAllText(file, $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
            - job_name: meshlens
              static_configs: [{targets: ["{{source.Authority}}"]}]
            """);
        var start = new ProcessStartInfo("/usr/bin/prometheus")
        {
            ArgumentList = { $"--config.file={file}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error" },
        };
        if (nativeHistograms)
        {
            start.ArgumentList.Add("--enable-feature=native-histograms");
        }

        return new(Process.Start(start)!, folder, port);
    }

    /// <summary>The series of a query once there are some that pass: labels and value.</summary>
    public async Task<List<(Dictionary<string, string> Labels, string Value)>> Find(
        string query, Func<List<(Dictionary<string, string> Labels, string Value)>, bool>? passes = null)
    {
        var trouble = "";
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Prometheus found nothing for {query}. {trouble}");
            try
            {
                var found = await Ask(query);
                if (found.Count > 0 && (passes is null || passes(found)))
                {
                    return found;
                }

                trouble = await _client.GetStringAsync(new Uri("api/v1/targets?state=active", UriKind.Relative), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<List<(Dictionary<string, string> Labels, string Value)>> Ask(string query)
    {
        using var response = await _client.GetAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative), TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{query}: {answer.RootElement}");
        return
        [
            .. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(static series => (
                series.GetProperty("metric").EnumerateObject().ToDictionary(static label => label.Name, static label => label.Value.GetString()!),
                series.TryGetProperty("value", out var value) ? value[1].GetString()! : series.GetProperty("histogram")[1].ToString())),
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
