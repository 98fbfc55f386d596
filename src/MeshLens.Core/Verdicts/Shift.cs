using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>Whether a signal left its baseline.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Shift>))]
public enum Shift : byte
{
    /// <summary>No sample, too few, or no baseline: not evidence either way.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    [JsonStringEnumMemberName("steady")]
    Steady,

    [JsonStringEnumMemberName("shifted")]
    Shifted,
}
