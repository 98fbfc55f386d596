using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshLens.Files;

namespace MeshLens.Server.Client;

/// <summary>The web API as the command line uses it.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="server">Where its API answers.</param>
    /// <param name="tokenFile">The token it asks for, if it does.</param>
    /// <param name="authorityFile">Whom to trust instead of the system's authorities.</param>
    /// <exception cref="ApiException">A file cannot be used.</exception>
    public ApiClient(Uri server, string? tokenFile, string? authorityFile)
    {
        var authorization = tokenFile is null ? null : new AuthenticationHeaderValue("Bearer", Token(tokenFile));
        _http = new HttpClient(ServerConnection.To(server, authorityFile)) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        _http.DefaultRequestHeaders.Authorization = authorization;
    }

    /// <exception cref="ApiException">The server is not there or answered with a problem; the message says so in one sentence.</exception>
    public async Task<T> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        Read(await GetBytes(path, cancellationToken), type);

    /// <summary>The answer as it came.</summary>
    /// <exception cref="ApiException">The server is not there or answered with a problem; the message says so in one sentence.</exception>
    public async Task<byte[]> GetBytes(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(path, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode ? body : throw new ApiException(response.StatusCode, Problem(body, response.StatusCode));
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(null, ServerConnection.Explain(_http.BaseAddress!, e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(null, $"The server at {_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }
    }

    /// <summary>Asks something whose answer comes line by line, and gives each line as it comes.</summary>
    /// <exception cref="ApiException">The server is not there or answered with a problem; the message says so in one sentence.</exception>
    public async IAsyncEnumerable<string> PostLines<T>(string path, T question, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(path, question, type, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return line;
        }
    }

    /// <exception cref="ApiException">It is no such answer.</exception>
    public T Read<T>(byte[] answer, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw Unreadable();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync<T>(string path, T question, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(question, type) };
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw new ApiException(response.StatusCode, Problem(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.StatusCode));
            }
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(null, ServerConnection.Explain(_http.BaseAddress!, e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiException(null, $"The server at {_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }
    }

    private static string Token(string file) =>
        TokenFile.Read(file, out var problem) ?? throw new ApiException(HttpStatusCode.BadRequest, problem!);

    private ApiException Unreadable() => new(null, $"What answers at {_http.BaseAddress} is not a MeshLens server of this version.");

    private static string Problem(byte[] body, HttpStatusCode status)
    {
        if (status == HttpStatusCode.Unauthorized)
        {
            return "The server asks for its token, or does not know this one: name the file that holds it with --token-file.";
        }

        try
        {
            using var problem = JsonDocument.Parse(body);
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
