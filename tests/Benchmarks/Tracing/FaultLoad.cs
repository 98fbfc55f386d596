using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Benchmarks.Tracing;

/// <summary>Sends spans, each with an id of its own, at a pace over one transport, and keeps which were accepted.</summary>
internal sealed class FaultLoad(Uri to, bool isGrpc)
{
    private const int SpansPerRequest = 50;
    private const int SpanBytes = 350;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new() { BaseAddress = to };
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(to);
    private int _number;

    public ConcurrentQueue<ByteString> Accepted { get; } = new();

    /// <summary>Requests that were told to come again.</summary>
    public int Busy { get; private set; }

    /// <summary>Requests that were answered otherwise: there should be none.</summary>
    public int Odd { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Pace);
        while (!stop.IsCancellationRequested)
        {
            await tick.WaitForNextTickAsync(CancellationToken.None);
            var spans = Spans();
            if (await SendAsync(new() { ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { spans } } } } } }))
            {
                spans.ForEach(span => Accepted.Enqueue(span.SpanId));
            }
        }
    }

    private List<Span> Spans() =>
    [
        .. Enumerable.Range(0, SpansPerRequest).Select(_ => new Span
        {
            SpanId = ByteString.CopyFrom([.. BitConverter.GetBytes(++_number), isGrpc ? (byte)1 : (byte)2, 0, 0, 0]),
            Name = new('x', SpanBytes),
            Kind = Span.Types.SpanKind.Client,
        }),
    ];

    private async Task<bool> SendAsync(ExportTraceServiceRequest request)
    {
        try
        {
            var status = isGrpc ? await CallAsync(request) : await PostAsync(request);
            Busy += status == StatusCode.Unavailable ? 1 : 0;
            Odd += status is StatusCode.OK or StatusCode.Unavailable ? 0 : 1;
            return status == StatusCode.OK;
        }
        catch (HttpRequestException)
        {
            Odd++;
            return false;
        }
    }

    private async Task<StatusCode> PostAsync(ExportTraceServiceRequest request)
    {
        using var content = new ByteArrayContent(request.ToByteArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await _http.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
        return answer.IsSuccessStatusCode ? StatusCode.OK : (int)answer.StatusCode == 503 ? StatusCode.Unavailable : StatusCode.Unknown;
    }

    private async Task<StatusCode> CallAsync(ExportTraceServiceRequest request)
    {
        try
        {
            await new TraceService.TraceServiceClient(_channel).ExportAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
