using System.Text.Json.Serialization;
using Orleans;

namespace MeshLens.Core.Edges;

/// <summary>One end of an edge as people name it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.party")]
public readonly record struct Party(
    [property: Id(0)] string Namespace,
    [property: Id(1)] string Name,
    [property: Id(2)] PartyKind Kind)
{
    /// <summary>As people write it: <c>shop/frontend</c>; what no namespace names stands alone.</summary>
    [JsonIgnore]
    public string Written => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    public static Party Unknown { get; } = new("", "unknown", PartyKind.Address);
}
