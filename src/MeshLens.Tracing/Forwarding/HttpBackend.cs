using System.Net;
using System.Net.Http.Headers;
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
        _client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = _options.Senders,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = _options.Timeout,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostAnswer,
        };
    }

    public string Name => _root;

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
                : Failure(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return BackendAnswer.Again($"It did not answer within {_options.Timeout.TotalSeconds:0.#} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
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

    private BackendAnswer Failure(HttpResponseMessage response)
    {
        var message = $"It answered {(int)response.StatusCode} {response.ReasonPhrase}.";
        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? BackendAnswer.Again(message, After(response.Headers.RetryAfter))
            : new(SendResult.Refused, 0, message);
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
}
