using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The edge a diagnosis is about.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosed-edge")]
public readonly record struct DiagnosedEdge(
    [property: Id(0)] string Id,
    [property: Id(1)] Party Source,
    [property: Id(2)] DiagnosedDestination Destination)
{
    public static DiagnosedEdge Unknown { get; } = new("", Party.Unknown, DiagnosedDestination.Unknown);
}
