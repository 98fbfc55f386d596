using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Rules;

/// <summary>A pattern as JSON: its text.</summary>
public sealed class NamePatternJsonConverter : JsonConverter<NamePattern>
{
    public override NamePattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, NamePattern value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
