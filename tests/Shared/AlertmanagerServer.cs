using System.Diagnostics;
using System.Text.Json;

namespace Tests.Shared;

/// <summary>A real Alertmanager on a free port of loopback; it can be killed and started again where it was.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus-alertmanager";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshlens-alertmanager").FullName;
    private readonly int _port = LastingPort.Find();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(20) };
    private Process? _process;

    private AlertmanagerServer(Uri receiver) => File.WriteAllText(
        Configuration,
        $$"""
        route: { receiver: hook, group_by: [alertname, nodes], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
        receivers: [{ name: hook, webhook_configs: [{ url: "{{receiver}}", send_resolved: true }] }]
        """);

    public Uri Url => new($"http://127.0.0.1:{_port}");

    private string Configuration => Path.Combine(_folder, "alertmanager.yml");

    /// <summary>Skips the test where there is no Alertmanager.</summary>
    /// <param name="receiver">Whom it notifies.</param>
    public static async Task<AlertmanagerServer> Start(Uri receiver)
    {
        Assert.SkipUnless(File.Exists(Program), "Alertmanager is not installed: .ci/install test.");
        var server = new AlertmanagerServer(receiver);
        await server.StartAgain();
        return server;
    }

    public async Task StartAgain()
    {
        _process = Process.Start(new ProcessStartInfo(Program)
        {
            ArgumentList =
            {
                $"--config.file={Configuration}", $"--storage.path={_folder}/data", $"--web.listen-address=127.0.0.1:{_port}",
                "--cluster.listen-address=", "--log.level=error",
            },
        });
        await Until("Alertmanager to be ready", async () => (await _client.GetAsync(new Uri(Url, "/-/ready"), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = null;
    }

    /// <summary>The labels of its active alerts.</summary>
    public async Task<List<Dictionary<string, string>>> Active() =>
        [.. (await Get("/api/v2/alerts?active=true")).EnumerateArray().Select(static alert => Texts(alert.GetProperty("labels")))];

    /// <summary>How many alerts each of its groups has.</summary>
    public async Task<List<int>> Groups() =>
        [.. (await Get("/api/v2/alerts/groups")).EnumerateArray().Select(static group => group.GetProperty("alerts").GetArrayLength())];

    /// <summary>Waits for what it is asked about; it may still be starting.</summary>
    public static Task Until(string what, Func<Task<bool>> holds) => Eventually.Holds(what, async () =>
    {
        try
        {
            return await holds();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Kill();
        }

        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<JsonElement> Get(string path) =>
        JsonElement.Parse(await _client.GetByteArrayAsync(new Uri(Url, path), TestContext.Current.CancellationToken));

    private static Dictionary<string, string> Texts(JsonElement element) =>
        element.EnumerateObject().ToDictionary(static property => property.Name, static property => property.Value.GetString()!);
}
