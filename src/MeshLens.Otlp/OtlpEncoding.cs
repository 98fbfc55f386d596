namespace MeshLens.Otlp;

/// <summary>In what a request is written, and so its answer.</summary>
public enum OtlpEncoding : byte
{
    /// <summary><c>application/x-protobuf</c>, and gRPC.</summary>
    Protobuf,

    /// <summary><c>application/json</c>.</summary>
    Json,
}
