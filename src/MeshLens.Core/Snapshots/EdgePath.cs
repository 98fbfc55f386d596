using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>From which node to which an edge's requests went in a window; an edge of several replicas has several. Empty where nobody says.</summary>
/// <param name="State">Of the replicas at its far end, beside the edge's others.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-path")]
public readonly record struct EdgePath(
    [property: Id(0)] string SourceNode,
    [property: Id(1)] string SourceZone,
    [property: Id(2)] string DestinationNode,
    [property: Id(3)] string DestinationZone,
    [property: Id(4)] PathState State = PathState.Unknown)
{
    /// <summary>Most that are kept of one edge and window.</summary>
    public const int Most = 64;

    /// <summary>Both nodes are known, and it is not one: something lies between them.</summary>
    [JsonIgnore]
    public bool IsBetweenNodes => SourceNode.Length > 0 && DestinationNode.Length > 0 && SourceNode != DestinationNode;
}
