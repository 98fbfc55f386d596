using System.Text.Json.Serialization;
using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>A destination as the outside sees it: a party and the port it serves.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosed-destination")]
public readonly record struct DiagnosedDestination(
    [property: Id(0)] string Namespace,
    [property: Id(1)] string Name,
    [property: Id(2)] PartyKind Kind,
    [property: Id(3)] int Port)
{
    /// <summary>As people write it: <c>shop/payments:8080</c>; what no namespace names stands alone.</summary>
    [JsonIgnore]
    public string Written => Namespace.Length == 0 ? $"{Name}:{Port}" : $"{Namespace}/{Name}:{Port}";

    public static DiagnosedDestination Unknown { get; } = new("", "unknown", PartyKind.Address, 0);
}
