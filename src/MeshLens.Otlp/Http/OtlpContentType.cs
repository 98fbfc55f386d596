using Microsoft.Net.Http.Headers;

namespace MeshLens.Otlp.Http;

/// <summary>The two content types of OTLP over HTTP.</summary>
internal static class OtlpContentType
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    /// <summary>Null when it is neither.</summary>
    public static OtlpEncoding? Parse(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) ? null
        : type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Protobuf
        : type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) ? OtlpEncoding.Json
        : null;

    public static string Of(OtlpEncoding encoding) => encoding == OtlpEncoding.Json ? Json : Protobuf;
}
