using MeshLens.Otlp.Json;

namespace MeshLens.Otlp;

/// <summary>One kind of telemetry, and where OTLP has it.</summary>
public sealed class OtlpSignal
{
    /// <summary>The one method of each signal's service.</summary>
    internal const string Method = "Export";

    private OtlpSignal(string name, string path, string service, string rejectedName, OtlpMessage? request = null) =>
        (Name, Path, Service, RejectedName, Request) = (name, path, service, rejectedName, request);

    /// <summary>Log records: <c>POST /v1/logs</c> and <c>LogsService/Export</c>.</summary>
    public static OtlpSignal Logs { get; } =
        new("logs", "/v1/logs", "opentelemetry.proto.collector.logs.v1.LogsService", "rejectedLogRecords", OtlpSchema.LogsRequest);

    /// <summary>Spans: <c>POST /v1/traces</c> and <c>TraceService/Export</c>.</summary>
    public static OtlpSignal Traces { get; } =
        new("traces", "/v1/traces", "opentelemetry.proto.collector.trace.v1.TraceService", "rejectedSpans");

    /// <summary>Metrics: <c>POST /v1/metrics</c> and <c>MetricsService/Export</c>.</summary>
    public static OtlpSignal Metrics { get; } =
        new("metrics", "/v1/metrics", "opentelemetry.proto.collector.metrics.v1.MetricsService", "rejectedDataPoints");

    /// <summary>As people call it.</summary>
    public string Name { get; }

    /// <summary>Its path over HTTP.</summary>
    public string Path { get; }

    /// <summary>Its service over gRPC.</summary>
    public string Service { get; }

    /// <summary>Its path over gRPC.</summary>
    public string GrpcPath => $"/{Service}/{Method}";

    /// <summary>The field of an answer in JSON that counts what was rejected. Over protobuf it is the first one of every signal.</summary>
    internal string RejectedName { get; }

    /// <summary>Its request, to read JSON by; null where nobody turns JSON into protobuf.</summary>
    internal OtlpMessage? Request { get; }
}
