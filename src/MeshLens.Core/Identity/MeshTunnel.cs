using System.Text.Json.Serialization;

namespace MeshLens.Core.Identity;

/// <summary>How a workload is reached through the mesh.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshTunnel>))]
public enum MeshTunnel : byte
{
    /// <summary>Directly: it is not in the mesh, or nobody says.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>By HTTP CONNECT over mutual TLS on port 15008.</summary>
    [JsonStringEnumMemberName("hbone")]
    Hbone,

    /// <summary>By a sidecar's mutual TLS on the workload's own ports.</summary>
    [JsonStringEnumMemberName("sidecar")]
    Sidecar,
}
