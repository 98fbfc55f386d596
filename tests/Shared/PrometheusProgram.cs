using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Tests.Shared;

/// <summary>A real Prometheus on a free port of loopback that scrapes what its configuration names.</summary>
internal sealed partial class PrometheusProgram : IAsyncDisposable
{
    private const string Program = "/usr/bin/prometheus";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly string _folder = Directory.CreateTempSubdirectory("meshlens-prometheus-").FullName;
    private readonly HttpClient _client = new();
    private readonly CancellationToken _cancellation;
    private readonly Process _process;

    private PrometheusProgram(string configuration, bool native, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        var file = Path.Combine(_folder, "prometheus.yml");
        File.WriteAllText(file, configuration);
        string[] arguments = [$"--config.file={file}", $"--storage.tsdb.path={_folder}/data", "--web.listen-address=127.0.0.1:0", "--log.level=error"];
        _process = Process.Start(Program, native ? [.. arguments, "--enable-feature=native-histograms"] : arguments);
    }

    public Uri Address => _client.BaseAddress!;

    /// <summary>Bytes of memory that it has in RAM.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <param name="configuration">Its configuration file, in YAML.</param>
    /// <param name="native">Whether it asks for native histograms.</param>
    /// <param name="cancellation">Ends waiting for it, now and later.</param>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static async Task<PrometheusProgram> StartAsync(string configuration, bool native, CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            throw new FileNotFoundException($"There is no {Program}: install Debian's prometheus (.ci/install).");
        }

        var program = new PrometheusProgram(configuration, native, cancellation);
        try
        {
            program._client.BaseAddress = new($"http://127.0.0.1:{await ListeningPort.OfAsync(program._process, cancellation)}/");
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a path of its API answers; null while it is not ready yet.</summary>
    /// <exception cref="InvalidOperationException">It cannot answer such a question.</exception>
    public async Task<JsonElement?> AskAsync(string path)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), _cancellation);
            var text = await response.Content.ReadAsStringAsync(_cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => JsonElement.Parse(text).GetProperty("data"),
                HttpStatusCode.ServiceUnavailable => null,
                _ => throw new InvalidOperationException($"Prometheus does not answer {path}: {text}"),
            };
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The series of a query as they are now; none while it is not ready yet.</summary>
    public async Task<List<JsonElement>> QueryAsync(string query) =>
        await AskAsync($"api/v1/query?query={Uri.EscapeDataString(query)}") is { } data ? [.. data.GetProperty("result").EnumerateArray()] : [];

    /// <summary>Waits until a query has series that will do, all unless told which, and gives them.</summary>
    /// <exception cref="TimeoutException">There are none in time.</exception>
    public async Task<List<JsonElement>> FindAsync(string query, Predicate<List<JsonElement>>? willDo = null)
    {
        List<JsonElement> found = [];
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(Look, _cancellation))
        {
            found = await QueryAsync(query);
            if (found.Count > 0 && willDo?.Invoke(found) != false)
            {
                return found;
            }
        }

        throw new TimeoutException(
            $"Prometheus found nothing that will do for {query}, lately {string.Join(' ', found)}. Its targets: {await AskAsync("api/v1/targets?state=active")}");
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
