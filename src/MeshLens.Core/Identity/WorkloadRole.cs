using System.Text.Json.Serialization;

namespace MeshLens.Core.Identity;

/// <summary>What a workload does in the mesh.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkloadRole>))]
public enum WorkloadRole : byte
{
    /// <summary>An application.</summary>
    [JsonStringEnumMemberName("application")]
    Application,

    /// <summary>A proxy in front of services or workloads of an ambient mesh.</summary>
    [JsonStringEnumMemberName("waypoint")]
    Waypoint,

    /// <summary>A proxy at the border of the mesh, or between networks.</summary>
    [JsonStringEnumMemberName("gateway")]
    Gateway,
}
