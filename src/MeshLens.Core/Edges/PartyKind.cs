using System.Text.Json.Serialization;

namespace MeshLens.Core.Edges;

/// <summary>What a <see cref="Party"/> is, which tells how it was named.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartyKind>))]
public enum PartyKind
{
    /// <summary>A workload or service of the mesh or of the endpoint file.</summary>
    [JsonStringEnumMemberName("workload")]
    Workload,
    [JsonStringEnumMemberName("service")]
    Service,

    /// <summary>A process of a host, named by what it runs or listens on.</summary>
    [JsonStringEnumMemberName("process")]
    Process,

    /// <summary>Nothing names it: the address stands for itself.</summary>
    [JsonStringEnumMemberName("address")]
    Address,
}
