using System.Text.Json.Serialization;

namespace MeshLens.Core.Identity;

/// <summary>Who said what an address is, best first while both are up to date.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeshSource>))]
public enum MeshSource : byte
{
    /// <summary>The mesh's control plane, over the workload API.</summary>
    [JsonStringEnumMemberName("istiod")]
    Istiod,

    /// <summary>The cluster's API server.</summary>
    [JsonStringEnumMemberName("kubernetes")]
    Kubernetes,
}
