using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshLens.Api;
using MeshLens.Core.Verdicts;
using MeshLens.Files;
using MeshLens.Grains.Catalog;
using MeshLens.Server.Hosting;
using MeshLens.Tracing.Edges;

namespace MeshLens.Server.Client;

/// <summary>The edges of another server, for a replica that passes telemetry on and sees nothing itself.</summary>
internal sealed class FollowedEdges(FollowOptions options) : IEdgeFeed, IDisposable
{
    private const string Removed = "removed";
    private const string Verdict = "verdict";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(ServerConnection.To(options.Server, options.AuthorityFile)) { BaseAddress = options.Server, Timeout = Timeout.InfiniteTimeSpan };

    public async Task<IReadOnlyCollection<EdgeSummary>> AllAsync(CancellationToken cancellation)
    {
        List<EdgeSummary> all = [];
        EdgePage page;
        do
        {
            page = await PageAsync(all.Count, cancellation);
            all.AddRange(page.Edges);
        }
        while (page.Edges.Count > 0 && all.Count < page.Total);
        return all;
    }

    public async IAsyncEnumerable<EdgeChanges> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await AskAsync("/api/v1/stream", cancellation);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var events = SseParser.Create(stream, static (_, data) => JsonSerializer.Deserialize(data, ApiJson.Default.StreamedEdge)!);
        await foreach (var item in events.EnumerateAsync(cancellation))
        {
            yield return new([new(item.Data.Edge, item.EventType == Verdict, item.EventType == Removed)], item.Data.Missed);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<EdgePage> PageAsync(int offset, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var answer = await AskAsync($"/api/v1/edges?sort=name&offset={offset}&limit={EdgeQuery.MaxLimit}", limit.Token);
        return (await answer.Content.ReadFromJsonAsync(ApiJson.Default.EdgePage, limit.Token))!;
    }

    // The token's file is read each time: tokens are renewed in place.
    private async Task<HttpResponseMessage> AskAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (options.TokenFile is { } file)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenFile.Read(file, out var problem) ?? throw new ApiException(HttpStatusCode.Unauthorized, problem!));
        }

        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw new ApiException(answer.StatusCode, $"The server at {options.Server} answered {(int)answer.StatusCode}.");
        }
    }
}
