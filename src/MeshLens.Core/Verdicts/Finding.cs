using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Something in the configuration, with resource and field. On its own it is advice, never a verdict.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.finding")]
public readonly record struct Finding(
    [property: Id(0)] string Rule,
    [property: Id(1)] string Severity,
    [property: Id(2)] string Resource,
    [property: Id(3)] string Field,
    [property: Id(4)] string Message,
    [property: Id(5)] string Fix);
