using System.Text;
using System.Text.Json;
using MeshLens.Otlp;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Forwarding;

/// <summary>Reads what a backend says it did not take. An answer that cannot be read says nothing: the status counts.</summary>
internal static class PartialSuccess
{
    private const int Partial = 1;
    private const int Rejected = 1;
    private const int Message = 2;

    public static BackendAnswer Read(ReadOnlySpan<byte> answer, OtlpEncoding encoding) =>
        encoding == OtlpEncoding.Json ? ReadJson(answer) : ReadProtobuf(answer);

    private static BackendAnswer ReadProtobuf(ReadOnlySpan<byte> answer)
    {
        var (rejected, message) = (0L, "");
        var fields = new WireCursor(answer, 0, answer.Length);
        while (fields.Next())
        {
            if (fields is not { Field: Partial, IsDelimited: true })
            {
                continue;
            }

            var inner = new WireCursor(answer, fields.From, fields.To);
            while (inner.Next())
            {
                if (inner is { Field: Rejected, IsDelimited: false })
                {
                    rejected = (long)inner.Number;
                }
                else if (inner is { Field: Message, IsDelimited: true })
                {
                    message = Encoding.UTF8.GetString(answer[inner.From..inner.To]);
                }
            }
        }

        return new(SendResult.Delivered, Math.Max(0, rejected), message);
    }

    private static BackendAnswer ReadJson(ReadOnlySpan<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("partialSuccess", out var partial) && partial.ValueKind == JsonValueKind.Object)
            {
                var rejected = partial.EnumerateObject().FirstOrDefault(static field => field.Name.StartsWith("rejected", StringComparison.Ordinal)).Value;
                var message = partial.TryGetProperty("errorMessage", out var text) ? text.ToString() : "";
                return new(SendResult.Delivered, long.TryParse(rejected.ToString(), out var count) ? Math.Max(0, count) : 0, message);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The backend has the request, as its status says, whatever else it wrote: half a surrogate, too, which no string can hold.
        }

        return new(SendResult.Delivered, 0, "");
    }
}
