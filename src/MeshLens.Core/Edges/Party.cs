using Orleans;

namespace MeshLens.Core.Edges;

/// <summary>One end of an edge as people name it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.party")]
public readonly record struct Party(
    [property: Id(0)] string Namespace,
    [property: Id(1)] string Name,
    [property: Id(2)] PartyKind Kind)
{
    public static Party Unknown { get; } = new("", "unknown", PartyKind.Address);
}
