using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshLens.Xds.Model;

/// <summary>The JSON form of configuration and findings, as the web API serves it: camelCase names, durations as text, enums by name.</summary>
public static class ConfigurationJson
{
    /// <summary>How it is written.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DurationText() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
