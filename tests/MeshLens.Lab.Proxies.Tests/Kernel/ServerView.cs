using System.Text.Json.Nodes;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>What a server says over its API.</summary>
internal sealed class ServerView(Uri server) : IDisposable
{
    // A machine that builds and tests at the same time is slow; what waits here waits for an event, and long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>Every edge, whoever's it is.</summary>
    public async Task<IReadOnlyList<JsonNode>> EdgesAsync() => [.. ((await GetAsync("api/v1/edges?limit=1000"))?["edges"]?.AsArray() ?? [])!];

    public Task<JsonNode?> SnapshotAsync(string edge) => GetAsync($"api/v1/edges/{Uri.EscapeDataString(edge)}/snapshot");

    public Task<JsonNode?> DiagnosisAsync(string edge) => GetAsync($"api/v1/edges/{Uri.EscapeDataString(edge)}/diagnosis");

    public async Task<IReadOnlyList<string>> NodesAsync() =>
        [.. ((await GetAsync("api/v1/nodes"))?["nodes"]?.AsArray() ?? []).Where(static node => (bool)node!["connected"]!).Select(static node => (string)node!["node"]!).Order()];

    /// <summary>Asks until the answer will do.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Predicate<T> isEnough)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            var answer = await ask();
            if (isEnough(answer) || patience.IsCancellationRequested)
            {
                return answer;
            }

            await Task.Delay(Poll, cancellation);
        }
    }

    /// <summary><c>shop/client → shop/frontend</c></summary>
    public static string NameOf(JsonNode edge) => $"{edge["source"]!["namespace"]}/{edge["source"]!["name"]} → {edge["destination"]!["namespace"]}/{edge["destination"]!["name"]}";

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)) : null;
    }
}
