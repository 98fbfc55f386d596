using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Export;

/// <summary>Posts OTLP over HTTP, gzipped protobuf, and understands the answer as the specification says.</summary>
internal sealed partial class OtlpClient(IOptions<ExpositionOptions> options, ExpositionInstruments instruments, ILogger<OtlpClient> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // No redirect is followed: it would carry the token elsewhere.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience };
    private bool _failing;

    /// <param name="signal"><c>metrics</c>.</param>
    /// <param name="message">An export request of that signal.</param>
    public async Task<ExportResult> Post(string signal, ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(options.Value.Endpoint!, signal)) { Content = Pack(message) };
            if (options.Value.TokenFile is { } file)
            {
                request.Headers.Authorization = new("Bearer", (await File.ReadAllTextAsync(file, cancellation)).Trim());
            }

            using var response = await _http.SendAsync(request, cancellation);
            return Note(signal, ResultOf(response.StatusCode), $"the answer was {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or UnauthorizedAccessException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Note(signal, ExportResult.Later, failure.Message.TrimEnd('.'));
        }
    }

    public void Dispose() => _http.Dispose();

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
    private ExportResult Note(string signal, ExportResult result, string reason)
    {
        if (result == ExportResult.Taken)
        {
            instruments.Sent(signal);
            if (_failing)
            {
                LogTakenAgain(options.Value.Endpoint!);
            }
        }
        else
        {
            instruments.Failed(signal);
            if (!_failing)
            {
                LogNotTaken(signal, options.Value.Endpoint!, reason);
            }
        }

        _failing = result != ExportResult.Taken;
        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Signal} could not be sent to {Endpoint} ({Reason}); check --export-otlp. It is tried again.")]
    private partial void LogNotTaken(string signal, Uri endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint} takes metrics again.")]
    private partial void LogTakenAgain(Uri endpoint);
}
