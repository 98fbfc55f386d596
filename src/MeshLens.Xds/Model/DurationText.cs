using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshLens.Xds.Model;

/// <summary>Durations as people write them in manifests: 250ms, 10s.</summary>
internal sealed class DurationText : JsonConverter<TimeSpan>
{
    public static string Of(TimeSpan duration) =>
        duration.Ticks % TimeSpan.TicksPerSecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds}s")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds}ms");

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            { } text when text.EndsWith("ms", StringComparison.Ordinal) => TimeSpan.FromMilliseconds(double.Parse(text[..^2], CultureInfo.InvariantCulture)),
            { } text when text.EndsWith('s') => TimeSpan.FromSeconds(double.Parse(text[..^1], CultureInfo.InvariantCulture)),
            var text => throw new JsonException($"'{text}' is not a duration such as 250ms or 10s."),
        };

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Of(value));
}
