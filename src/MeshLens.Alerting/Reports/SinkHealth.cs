using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Reports;

/// <summary>How it goes with one sink.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SinkHealth>))]
public enum SinkHealth : byte
{
    /// <summary>It was never told anything, nor asked.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,

    [JsonStringEnumMemberName("working")]
    Working,

    /// <summary>It could not be told; it is tried again.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,
}
