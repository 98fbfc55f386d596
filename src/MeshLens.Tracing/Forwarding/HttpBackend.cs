using System.Net;
using System.Net.Http.Headers;
using MeshLens.Files;
using MeshLens.Otlp;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Forwarding;

/// <summary>A backend over OTLP/HTTP. What may be sent again is what the specification lists: 429, 502, 503, 504 and no answer at all.</summary>
internal sealed class HttpBackend : IBackend, IDisposable
{
    private const int MostAnswer = 64 << 10;

    private readonly TracingOptions _options;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private readonly string _root;

    public HttpBackend(IOptions<TracingOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _root = _options.Http!.AbsoluteUri.TrimEnd('/');
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = _options.Senders,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = _options.Timeout,
        };
        if (_options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        _client = new(handler)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostAnswer,
        };
    }

    /// <summary>Without what may be a secret.</summary>
    public string Name => _options.Http!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    public void Dispose() => _client.Dispose();

    public async Task<BackendAnswer> SendAsync(ForwardItem item, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = Request(item);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode
                ? PartialSuccess.Read(await Answer(response, either.Token), item.Payload.Encoding)
                : Failure(item, response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return BackendAnswer.Again($"It did not answer within {_options.Timeout.TotalSeconds:0.#} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            item.BrokeOff = e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
            return BackendAnswer.Again(e.InnerException?.Message ?? e.Message);
        }
    }

    private HttpRequestMessage Request(ForwardItem item)
    {
        var content = new ReadOnlyMemoryContent(item.Body);
        content.Headers.ContentType = new(item.Payload.Encoding == OtlpEncoding.Json ? "application/json" : "application/x-protobuf");
        if (item.Payload.IsPacked)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, _root + item.Signal.Path) { Content = content };
        if (item.BrokeOff)
        {
            // A backend that refuses what is too long before it has read it, and closes, would never be heard.
            request.Headers.ExpectContinue = true;
        }

        foreach (var (name, value) in _options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    // Once it says that it has the request, what follows does not matter so much that it would be sent twice.
    private static async Task<byte[]> Answer(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MostAnswer, cancellation);
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return [];
        }
    }

    private BackendAnswer Failure(ForwardItem item, HttpResponseMessage response)
    {
        var message = $"It answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        if (response.StatusCode == HttpStatusCode.ExpectationFailed && item.BrokeOff)
        {
            item.BrokeOff = false;
            return BackendAnswer.Again(message);
        }

        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? BackendAnswer.Again(message, After(response.Headers.RetryAfter))
            : new(SendResult.Refused, 0, message);
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
}
