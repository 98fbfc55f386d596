using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>A cause as JSON: its one text, <c>network/rtt</c>.</summary>
public sealed class CauseJsonConverter : JsonConverter<Cause>
{
    public override Cause Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Cause.TryParse(reader.GetString(), out var cause)
            ? cause
            : throw new JsonException($"'{reader.GetString()}' is not a cause; one looks like 'network/rtt'.");

    public override void Write(Utf8JsonWriter writer, Cause value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
