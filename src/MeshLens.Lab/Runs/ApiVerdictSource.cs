using System.Text.Json;

namespace MeshLens.Lab.Runs;

/// <summary>Asks a MeshLens server over its web API.</summary>
internal sealed class ApiVerdictSource(HttpClient http) : IVerdictSource
{
    public async Task<IReadOnlyList<SeenEdge>> EdgesAsync(string ns, CancellationToken cancellation)
    {
        var json = await GetAsync($"api/v1/edges?namespace={Uri.EscapeDataString(ns)}&limit=1000", cancellation);
        return json is null ? [] : JsonSerializer.Deserialize(json, RunJson.Default.SeenPage)?.Edges ?? [];
    }

    public Task<string?> SnapshotAsync(string edgeId, CancellationToken cancellation) =>
        GetAsync($"api/v1/edges/{Uri.EscapeDataString(edgeId)}/snapshot", cancellation);

    /// <summary>A server that starts, or is too busy for one question, is asked again by whoever polls.</summary>
    private async Task<string?> GetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellation) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
