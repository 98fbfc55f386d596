using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Who was cleared, and by which number.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.exoneration")]
public readonly record struct Exoneration(
    [property: Id(0)] VerdictClass Class,
    [property: Id(1)] string Because);
