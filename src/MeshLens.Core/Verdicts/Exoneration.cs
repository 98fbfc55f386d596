using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Who was cleared, and by which number.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.exoneration")]
public sealed record Exoneration(
    [property: Id(0)] VerdictClass Class,
    [property: Id(1)] string Because);
