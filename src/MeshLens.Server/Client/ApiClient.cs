using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshLens.Server.Client;

/// <summary>The web API as the command line uses it.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri server, string? tokenFile)
    {
        _http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        if (tokenFile is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(tokenFile).Trim());
        }
    }

    /// <exception cref="ApiException">The server is not there or answered with a problem; the message says so in one sentence.</exception>
    public async Task<T> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw Unreadable()
                : throw new ApiException(response.StatusCode, await Problem(body, response.StatusCode, cancellationToken));
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(null, $"No MeshLens server answers at {_http.BaseAddress}: {e.Message.TrimEnd('.')}. Start one with 'meshlens run', or name another with --server.");
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(null, $"The server at {_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }
    }

    public void Dispose() => _http.Dispose();

    private ApiException Unreadable() => new(null, $"What answers at {_http.BaseAddress} is not a MeshLens server of this version.");

    private static async Task<string> Problem(Stream body, HttpStatusCode status, CancellationToken cancellationToken)
    {
        try
        {
            using var problem = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { } text
                ? text
                : $"The server answered {(int)status} {status}.";
        }
        catch (JsonException)
        {
            return $"The server answered {(int)status} {status}.";
        }
    }
}
