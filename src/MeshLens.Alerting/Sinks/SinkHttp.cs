using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MeshLens.Alerting.Sinks;

/// <summary>Requests to one sink: no redirects, no cookies, a limit in time, and a reason in words when it does not work.</summary>
internal sealed class SinkHttp : IDisposable
{
    private const int MostOfAnswer = 300;

    private readonly HttpClient _client;
    private readonly string? _tokenFile;

    public SinkHttp(SinkOptions options)
    {
        _tokenFile = options.TokenFile;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        if (options.AuthorityFile is { } authorities)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(authorities);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        _client = new(handler) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 64 * 1024 };
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
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Encoding.UTF8.GetString(Secret(_tokenFile)));
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw await Refusal(response, cancellation);
            }
        }
        catch (HttpRequestException failure)
        {
            throw new SinkException(failure.InnerException is CryptographicException or System.Security.Authentication.AuthenticationException ? failure.InnerException.Message : failure.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SinkException($"no answer within {_client.Timeout.TotalSeconds:0} s");
        }
    }

    public void Dispose() => _client.Dispose();

    // What a person can mend (an address, a token) is tried again; a body that is not wanted stays unwanted.
    private static async Task<SinkException> Refusal(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = (await response.Content.ReadAsStringAsync(cancellation)).ReplaceLineEndings(" ").Trim();
        var reason = $"it answered {(int)response.StatusCode} {response.ReasonPhrase}: {(text.Length > MostOfAnswer ? text[..MostOfAnswer] + "…" : text)}".TrimEnd(' ', ':');
        return new(reason, response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity or HttpStatusCode.UnsupportedMediaType);
    }
}
