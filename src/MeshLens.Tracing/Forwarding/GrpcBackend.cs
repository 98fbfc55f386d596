using System.Buffers;
using Grpc.Core;
using Grpc.Net.Client;
using MeshLens.Files;
using MeshLens.Otlp;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing.Forwarding;

/// <summary>A backend over OTLP/gRPC, with messages that stay bytes.</summary>
internal sealed class GrpcBackend : IBackend, IDisposable
{
    private static readonly Dictionary<OtlpSignal, Method<ForwardItem, byte[]>> Methods =
        new[] { OtlpSignal.Traces, OtlpSignal.Metrics, OtlpSignal.Logs }.ToDictionary(static signal => signal, static signal => new Method<ForwardItem, byte[]>(
            MethodType.Unary,
            signal.Service,
            "Export",
            new Marshaller<ForwardItem>(Write, static _ => throw new NotSupportedException("Requests are written alone.")),
            Marshallers.Create<byte[]>(static bytes => bytes, static bytes => bytes)));

    private readonly TracingOptions _options;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;

    public GrpcBackend(IOptions<TracingOptions> options)
    {
        _options = options.Value;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectTimeout = _options.Timeout,
        };
        if (_options.AuthorityFile is { } authorities)
        {
            AuthorityFile.Apply(authorities, handler.SslOptions);
        }

        _channel = GrpcChannel.ForAddress(_options.Grpc!, new() { HttpHandler = new GrpcAnswers(handler), DisposeHttpClient = true, MaxSendMessageSize = null });
        _calls = _channel.CreateCallInvoker();
    }

    public string Name => _channel.Target;

    public void Dispose() => _channel.Dispose();

    public async Task<BackendAnswer> SendAsync(ForwardItem item, CancellationToken cancellation)
    {
        try
        {
            var options = new CallOptions(Headers(item), DateTime.UtcNow + _options.Timeout, cancellation);
            return PartialSuccess.Read(await _calls.AsyncUnaryCall(Methods[item.Signal], null, options, item), OtlpEncoding.Protobuf);
        }
        catch (RpcException e) when (!cancellation.IsCancellationRequested)
        {
            return Failure(e);
        }
        catch (RpcException e)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
    }

    private static void Write(ForwardItem item, SerializationContext context)
    {
        context.SetPayloadLength(item.Payload.Length);
        context.GetBufferWriter().Write(item.Payload.Bytes);
        context.Complete();
    }

    private Metadata Headers(ForwardItem item)
    {
        var headers = new Metadata();
        foreach (var (name, value) in _options.Headers)
        {
            headers.Add(name.ToLowerInvariant(), value);
        }

        if (item.Payload.IsPacked)
        {
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        return headers;
    }

    // By the table of the OTLP specification: a backend that has no room left may be asked again only if it says when.
    private static BackendAnswer Failure(RpcException e)
    {
        var after = RetryInfo.Read(e.Trailers.GetValueBytes(RetryInfo.Trailer));
        var message = IsUnsaid(e) ? $"It cannot be talked to: {e.Status.Detail}" : $"It answered {e.StatusCode}: {e.Status.Detail}";
        return IsUnsaid(e)
            || e.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Aborted or StatusCode.OutOfRange or StatusCode.Unavailable or StatusCode.DataLoss
            || (e.StatusCode == StatusCode.ResourceExhausted && after is not null)
            ? BackendAnswer.Again(message, after)
            : new(SendResult.Refused, 0, message);
    }

    // What broke on the way is no answer of the backend's, whatever status the client makes of it.
    private static bool IsUnsaid(RpcException e) => e.Status.DebugException is not null;
}
