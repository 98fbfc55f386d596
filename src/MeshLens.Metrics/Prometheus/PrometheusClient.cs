using System.Net;
using System.Net.Http.Headers;
using MeshLens.Files;

namespace MeshLens.Metrics.Prometheus;

/// <summary>Asks one Prometheus, with the certificates and the token that the files hold now. No redirects: a token must not follow to another server.</summary>
internal sealed class PrometheusClient : IDisposable
{
    private readonly PrometheusOptions _options;
    private readonly HttpClient _http;

    /// <exception cref="IOException">A file cannot be read or holds something else.</exception>
    public PrometheusClient(PrometheusOptions options)
    {
        _options = options;
        _http = new(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The answer, from its first byte on; the caller disposes of it.</summary>
    /// <exception cref="IOException">The token file holds no token, or the answer broke off.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<HttpResponseMessage> AskAsync(string query, CancellationToken cancellation)
    {
        var root = _options.Address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{root}/api/v1/query?query={Uri.EscapeDataString(query)}"));
        request.Headers.Accept.Add(new("application/json"));
        if (_options.TokenFile is { } file)
        {
            request.Headers.Authorization = new("Bearer", TokenFile.Read(file));
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(PrometheusOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
        };
        if (options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        return handler;
    }
}
