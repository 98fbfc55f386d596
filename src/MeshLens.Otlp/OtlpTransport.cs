namespace MeshLens.Otlp;

/// <summary>How a request came.</summary>
public enum OtlpTransport : byte
{
    /// <summary>OTLP/gRPC.</summary>
    Grpc,

    /// <summary>OTLP/HTTP.</summary>
    Http,
}
