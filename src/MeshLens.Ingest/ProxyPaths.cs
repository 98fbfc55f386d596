using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.AccessLogs.Logs;

namespace MeshLens.Ingest;

/// <summary>What proxies call, by the listener that is for it.</summary>
public static class ProxyPaths
{
    /// <summary>Envoy's access log service.</summary>
    public static IReadOnlyList<string> AccessLogs { get; } = [$"/{AccessLogMethods.Service}/{nameof(AccessLogService.StreamAccessLogs)}"];

    /// <summary>OTLP over gRPC.</summary>
    public static IReadOnlyList<string> OtlpGrpc { get; } = [OtlpLogs.Signal.GrpcPath];

    /// <summary>OTLP over HTTP.</summary>
    public static IReadOnlyList<string> OtlpHttp { get; } = [OtlpLogs.Signal.Path];
}
