using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Evaluation;

/// <summary>Where an alert stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertState>))]
public enum AlertState : byte
{
    /// <summary>It is so, but not for long enough, or what is broken is still being found out. Nobody is told.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    [JsonStringEnumMemberName("firing")]
    Firing,

    [JsonStringEnumMemberName("resolved")]
    Resolved,
}
