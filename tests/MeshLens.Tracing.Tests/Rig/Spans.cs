using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Kind = OpenTelemetry.Proto.Trace.V1.Span.Types.SpanKind;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Makes spans as SDKs do.</summary>
internal static class Spans
{
    public const ulong End = 1_772_366_403_123_456_789;

    /// <summary>A request with one span, which called the cart.</summary>
    public static byte[] Called { get; } = Request(Frontend(), Client(Text("server.address", "cart"))).ToByteArray();

    public static KeyValue Text(string key, string value) => new() { Key = key, Value = new() { StringValue = value } };

    public static KeyValue Number(string key, long value) => new() { Key = key, Value = new() { IntValue = value } };

    public static Span Client(params IEnumerable<KeyValue> attributes) => Of(Kind.Client, attributes);

    public static Span Server(params IEnumerable<KeyValue> attributes) => Of(Kind.Server, attributes);

    public static Span Of(Kind kind, params IEnumerable<KeyValue> attributes) => new()
    {
        TraceId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
        SpanId = ByteString.CopyFrom(1, 2, 3, 4, 5, 6, 7, 8),
        Name = "GET /pay",
        Kind = kind,
        StartTimeUnixNano = End - 5_000_000,
        EndTimeUnixNano = End,
        Attributes = { attributes },
        Status = new() { Code = Status.Types.StatusCode.Ok },
    };

    public static ExportTraceServiceRequest Request(Resource resource, params IEnumerable<Span> spans) => new()
    {
        ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { new ScopeSpans { Scope = new() { Name = "http" }, Spans = { spans } } } } },
    };

    /// <summary>The process behind <c>shop/frontend</c>.</summary>
    public static Resource Frontend() => new()
    {
        Attributes = { Text("service.name", "frontend"), Text("k8s.namespace.name", "shop"), Text("k8s.deployment.name", "frontend") },
    };

    /// <summary>A request that is more than the buffers of two sockets hold.</summary>
    public static byte[] Large() => Request(Frontend(), Client(Text("text", new('x', 4_000_000)))).ToByteArray();
}
