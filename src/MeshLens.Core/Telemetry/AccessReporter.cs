using System.Text.Json.Serialization;

namespace MeshLens.Core.Telemetry;

/// <summary>Which proxy of an edge wrote a record. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessReporter>))]
public enum AccessReporter : byte
{
    /// <summary>The record does not tell.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The caller's: a sidecar's outbound side, a gateway, the node proxy at the caller.</summary>
    [JsonStringEnumMemberName("client")]
    Client = 1,

    /// <summary>The destination's: a sidecar's inbound side, the node proxy at the destination.</summary>
    [JsonStringEnumMemberName("server")]
    Server = 2,

    /// <summary>One in between.</summary>
    [JsonStringEnumMemberName("waypoint")]
    Waypoint = 3,
}
