using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What another source says of a component that is reported by a better one.</summary>
/// <param name="Source">Who says it.</param>
/// <param name="Ms">Its mean per request.</param>
/// <param name="Confirms">Within a fifth, or 2 ms, of what is reported; otherwise it contradicts.</param>
[GenerateSerializer, Immutable, Alias("meshlens.component-witness")]
public readonly record struct ComponentWitness(
    [property: Id(0)] SourceKind Source,
    [property: Id(1)] double Ms,
    [property: Id(2)] bool Confirms);
