using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>What the kernel measured of an edge's way in the window, on the leg that crosses the network.</summary>
/// <param name="HandshakeP50Ms">Median of connects that succeeded, in milliseconds; null when none was made.</param>
/// <param name="RttMs">Mean smoothed round trip of live connections, in milliseconds; null when none was looked at. It follows delayed acknowledgements.</param>
/// <param name="Retransmits">Segments with data that were sent again, and connection requests.</param>
[GenerateSerializer, Immutable, Alias("meshlens.path-figures")]
public readonly record struct PathFigures(
    [property: Id(0)] double? HandshakeP50Ms,
    [property: Id(1)] double? RttMs,
    [property: Id(2)] ulong Retransmits);
