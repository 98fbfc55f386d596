using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>The window a diagnosis is about.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.diagnosed-window")]
public readonly record struct DiagnosedWindow(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] DateTimeOffset End,
    [property: Id(2)] ulong Connections,
    [property: Id(3)] ulong Requests);
