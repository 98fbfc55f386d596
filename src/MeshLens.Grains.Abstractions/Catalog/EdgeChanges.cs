using Orleans;

namespace MeshLens.Grains.Catalog;

/// <summary>What changed since the last time a watcher was told.</summary>
/// <param name="Missed">Changes that were overtaken by newer ones of the same edge, or dropped because the watcher was too slow.</param>
[GenerateSerializer, Immutable, Alias("meshlens.edge-changes")]
public sealed record EdgeChanges(
    [property: Id(0)] List<EdgeChange> Changes,
    [property: Id(1)] long Missed);
