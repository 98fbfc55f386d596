using System.Text.Json.Serialization;

namespace MeshLens.Core.Snapshots;

/// <summary>How a path stands beside the other paths of its edge.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathState>))]
public enum PathState : byte
{
    /// <summary>There is but one, or too little was seen of it: what is said of the edge is said of its path.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Replicas at its end were compared, and none is worse than it was.</summary>
    [JsonStringEnumMemberName("well")]
    Well,

    /// <summary>A replica at its end got further away, slower or fails, and others of the edge did not.</summary>
    [JsonStringEnumMemberName("bad")]
    Bad,
}
