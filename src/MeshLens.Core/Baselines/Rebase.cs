using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>A level that held for hours became what is normal.</summary>
/// <param name="Window">The window after which it did.</param>
/// <param name="FromNs">Mean of the principal signal by the old baseline; zero when there was none.</param>
[GenerateSerializer, Immutable, Alias("meshlens.rebase")]
public readonly record struct Rebase(
    [property: Id(0)] long Window,
    [property: Id(1)] double FromNs,
    [property: Id(2)] double ToNs);
