using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using MeshLens.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Export;

/// <summary>Posts OTLP over HTTP, gzipped protobuf, and understands the answer as the specification says.</summary>
internal sealed partial class OtlpClient(IOptions<ExpositionOptions> options, ExpositionInstruments instruments, ILogger<OtlpClient> log) : IDisposable
{
    private const int LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(HandlerFor(options.Value)) { Timeout = Timeout.InfiniteTimeSpan };
    private volatile string? _trouble;

    /// <summary>Why the last request was not taken, or not all of it; null when it was, or there was none.</summary>
    public string? Trouble => _trouble;

    /// <param name="signal"><c>metrics</c>.</param>
    /// <param name="message">An export request of that signal.</param>
    public async Task<ExportAnswer> Post(string signal, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await Ask(signal, message, limit.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(Note(signal, ExportResult.Later, failure.Message.TrimEnd('.')));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(Note(signal, ExportResult.Later, $"there was no answer within {Patience.TotalSeconds:0} s"));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ExportAnswer> Ask(string signal, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(options.Value.Endpoint!, signal)) { Content = Pack(message) };
        if (options.Value.TokenFile is { } file)
        {
            request.Headers.Authorization = new("Bearer", TokenFile.Read(file));
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var result = ResultOf(response.StatusCode);
        if (result != ExportResult.Taken)
        {
            return new(Note(signal, result, $"the answer was {(int)response.StatusCode}"), response.Headers.RetryAfter?.Delta);
        }

        var rejected = PartialSuccess.RejectedIn(await Head(response.Content, cancellation));
        instruments.Rejected(signal, rejected);
        return new(Note(signal, result, rejected > 0 ? $"it took a request without {rejected} points" : null));
    }

    // No redirect is followed: it would carry the token elsewhere.
    private static SocketsHttpHandler HandlerFor(ExpositionOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        return handler;
    }

    // Of what a backend answers only so much is read, whatever it sends.
    private static async Task<ReadOnlyMemory<byte>> Head(HttpContent content, CancellationToken cancellation)
    {
        var head = new byte[LongestAnswer];
        await using var body = await content.ReadAsStreamAsync(cancellation);
        return head.AsMemory(0, await body.ReadAtLeastAsync(head, LongestAnswer, throwOnEndOfStream: false, cancellation));
    }

    private static Uri AddressOf(Uri endpoint, string signal) => new($"{endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");

    private static ByteArrayContent Pack(ReadOnlyMemory<byte> message)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message.Span);
        }

        var content = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static ExportResult ResultOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => ExportResult.Taken,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => ExportResult.Later,
        _ => ExportResult.Refused,
    };

    // Said when it begins and when it is over, not every time.
    private ExportResult Note(string signal, ExportResult result, string? trouble)
    {
        var before = _trouble;
        _trouble = trouble;
        if (result == ExportResult.Taken)
        {
            instruments.Sent(signal);
        }
        else
        {
            instruments.Failed(signal, result);
        }

        if (trouble is not null && before is null)
        {
            LogNotTaken(signal, options.Value.Endpoint!, trouble);
        }
        else if (trouble is null && before is not null)
        {
            LogTakenAgain(options.Value.Endpoint!);
        }

        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all {Signal} could be sent to {Endpoint} ({Reason}); check --export-otlp. Next time all of it is told anew.")]
    private partial void LogNotTaken(string signal, Uri endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint} takes metrics again.")]
    private partial void LogTakenAgain(Uri endpoint);
}
