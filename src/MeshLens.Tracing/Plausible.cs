using System.Text.Json;
using MeshLens.Otlp;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing;

/// <summary>Tells what is no request at all from what a backend may judge.</summary>
internal static class Plausible
{
    /// <summary>Attributes may be nested, and whether that is too deep is for the backend to say.</summary>
    public static JsonReaderOptions Deep { get; } = new() { MaxDepth = 1024 };

    /// <summary>Null when it may be one.</summary>
    public static OtlpOutcome? Problem(in OtlpPayload payload) =>
        payload.Encoding == OtlpEncoding.Json ? OfJson(payload.Bytes) : OfProtobuf(payload.Bytes);

    private static OtlpOutcome? OfProtobuf(ReadOnlySpan<byte> request)
    {
        var fields = new WireCursor(request, 0, request.Length);
        while (fields.Next())
        {
        }

        return fields.BrokenAt < 0 ? null : OtlpOutcome.Malformed($"The request is no message: at byte {fields.BrokenAt} there is no field, or one that ends behind it.");
    }

    private static OtlpOutcome? OfJson(ReadOnlySpan<byte> request)
    {
        try
        {
            var reader = new Utf8JsonReader(request, Deep);
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            return isObject && !reader.Read() ? null : OtlpOutcome.Malformed("The body is no JSON object.");
        }
        catch (JsonException e)
        {
            return OtlpOutcome.Malformed($"The body is no JSON that can be read (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }
}
