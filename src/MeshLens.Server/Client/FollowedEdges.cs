using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MeshLens.Api;
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

    public async Task<EdgePage> ListAsync(EdgeQuery query, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var answer = await AskAsync($"/api/v1/edges?sort=name&offset={query.Offset}&limit={query.Limit}", limit.Token);
        return (await answer.Content.ReadFromJsonAsync(ApiJson.Default.EdgePage, limit.Token))!;
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
