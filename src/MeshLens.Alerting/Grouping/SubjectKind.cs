using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Grouping;

/// <summary>What can be broken, the most exact first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubjectKind>))]
public enum SubjectKind : byte
{
    /// <summary>Everything between two nodes.</summary>
    [JsonStringEnumMemberName("nodePair")]
    NodePair,

    /// <summary>A node: everything that leaves or enters it.</summary>
    [JsonStringEnumMemberName("node")]
    Node,

    /// <summary>Everything between two zones.</summary>
    [JsonStringEnumMemberName("zonePair")]
    ZonePair,

    /// <summary>A destination, whoever calls it.</summary>
    [JsonStringEnumMemberName("service")]
    Service,

    /// <summary>A caller, whatever it calls.</summary>
    [JsonStringEnumMemberName("workload")]
    Workload,

    /// <summary>One service pair.</summary>
    [JsonStringEnumMemberName("edge")]
    Edge,
}
