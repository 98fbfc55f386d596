using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Functional.Tests.Tracing;

/// <summary>Sends one span after the other over a transport, and keeps which were taken.</summary>
internal sealed class SpanSender : IDisposable
{
    private const int SpanBytes = 20_000;

    private readonly HttpClient _http;
    private readonly GrpcChannel _channel;
    private readonly bool _isGrpc;
    private int _number;

    public SpanSender(HopProcess hop, bool isGrpc)
    {
        _isGrpc = isGrpc;
        _http = new() { BaseAddress = hop.Http };
        _channel = GrpcChannel.ForAddress(hop.Grpc);
    }

    /// <summary>The ids of spans that the server answered it has.</summary>
    public HashSet<ByteString> Accepted { get; } = [];

    /// <summary>False when it is told to come again; anything else fails the test.</summary>
    public async Task<bool> Send()
    {
        var id = ByteString.CopyFrom([.. BitConverter.GetBytes(++_number), _isGrpc ? (byte)1 : (byte)2, 0, 0, 0]);
        var span = new Span { TraceId = ByteString.CopyFrom(new byte[16]), SpanId = id, Name = new('x', SpanBytes), Kind = Span.Types.SpanKind.Client };
        var request = new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { span } } } } } };
        var isTaken = _isGrpc ? await Call(request) : await Post(request);
        if (isTaken)
        {
            Accepted.Add(id);
        }

        return isTaken;
    }

    public void Dispose()
    {
        _http.Dispose();
        _channel.Dispose();
    }

    private async Task<bool> Post(ExportTraceServiceRequest request)
    {
        using var content = new ByteArrayContent(request.ToByteArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await _http.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<bool> Call(ExportTraceServiceRequest request)
    {
        try
        {
            await new TraceService.TraceServiceClient(_channel).ExportAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unavailable && refused.Trailers.GetValueBytes("grpc-status-details-bin") is not null)
        {
            return false;
        }
    }
}
