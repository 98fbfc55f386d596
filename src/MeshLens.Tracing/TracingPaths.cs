using MeshLens.Otlp;

namespace MeshLens.Tracing;

/// <summary>What senders of traces and metrics call, by transport.</summary>
public static class TracingPaths
{
    /// <summary>OTLP over gRPC.</summary>
    public static IReadOnlyList<string> Grpc { get; } = [OtlpSignal.Traces.GrpcPath, OtlpSignal.Metrics.GrpcPath];

    /// <summary>OTLP over HTTP.</summary>
    public static IReadOnlyList<string> Http { get; } = [OtlpSignal.Traces.Path, OtlpSignal.Metrics.Path];
}
