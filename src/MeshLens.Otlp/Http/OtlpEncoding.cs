namespace MeshLens.Otlp.Http;

/// <summary>In what a request is written, and so its answer.</summary>
internal enum OtlpEncoding : byte
{
    /// <summary><c>application/x-protobuf</c>.</summary>
    Protobuf,

    /// <summary><c>application/json</c>.</summary>
    Json,
}
