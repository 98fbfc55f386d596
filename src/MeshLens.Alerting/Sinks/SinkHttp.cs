using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MeshLens.Files;

namespace MeshLens.Alerting.Sinks;

/// <summary>Requests to one sink: no redirects, no cookies, a limit in time, and a reason in words when it does not work.</summary>
internal sealed class SinkHttp : IDisposable
{
    private const int MostOfAnswer = 300;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly string? _tokenFile;
    private readonly TimeSpan _limit;

    /// <param name="options">Whom to ask, and with which files.</param>
    /// <param name="limit">For a request and all of its answer; ten seconds unless given.</param>
    public SinkHttp(SinkOptions options, TimeSpan? limit = null)
    {
        (_tokenFile, _limit) = (options.TokenFile, limit ?? Usual);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        if (options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>An address without user, password and query.</summary>
    public static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return content;
    }

    /// <exception cref="SinkException">The file cannot be read or is empty.</exception>
    public static byte[] Secret(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.Length > 0 ? Encoding.UTF8.GetBytes(text) : throw new SinkException($"the file {file} is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SinkException($"the file {file} cannot be read: {failure.Message}");
        }
    }

    /// <exception cref="SinkException">It did not arrive, or is not wanted.</exception>
    public async Task Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (_tokenFile is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(_tokenFile));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_limit);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw await Refusal(response, limit.Token);
            }
        }
        catch (HttpRequestException failure)
        {
            throw new SinkException(failure.InnerException is CryptographicException or System.Security.Authentication.AuthenticationException ? failure.InnerException.Message : failure.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SinkException($"no answer within {_limit.TotalSeconds:0} s");
        }
    }

    public void Dispose() => _client.Dispose();

    // What a person can mend (an address, a token) is tried again; a body that is not wanted stays unwanted.
    private static async Task<SinkException> Refusal(HttpResponseMessage response, CancellationToken limit)
    {
        var text = (await Beginning(response, limit)).ReplaceLineEndings(" ").Trim();
        var reason = $"it answered {(int)response.StatusCode} {response.ReasonPhrase}: {(text.Length > MostOfAnswer ? text[..MostOfAnswer] + "…" : text)}".TrimEnd(' ', ':');
        return new(reason, response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType);
    }

    // Whatever it says of itself: it is a text to be shown, and what does not come is left out.
    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken limit)
    {
        var bytes = new byte[4 * MostOfAnswer];
        var read = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(limit);
            for (int more; read < bytes.Length && (more = await body.ReadAsync(bytes.AsMemory(read), limit)) > 0;)
            {
                read += more;
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status alone says enough.
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, read));
    }

    private static string Token(string file) => TokenFile.Read(file, out var problem) ?? throw new SinkException(problem!.TrimEnd('.'));
}
