using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One HTTP filter that a request passes.</summary>
/// <param name="Name">Its name in the chain.</param>
/// <param name="Kind">What it does.</param>
/// <param name="IsInbound">At the destination, where requests arrive; otherwise where they leave.</param>
/// <param name="TimeoutMs">What one question to another service may take; null when it asks none, or for ever.</param>
/// <param name="Asks">The service it asks; null when it asks none.</param>
/// <param name="PerSecond">Requests per second that it lets pass; null without limit.</param>
[GenerateSerializer, Immutable, Alias("meshlens.configured-filter")]
public readonly record struct ConfiguredFilter(
    [property: Id(0)] string Name,
    [property: Id(1)] ConfiguredFilterKind Kind,
    [property: Id(2)] bool IsInbound,
    [property: Id(3)] double? TimeoutMs = null,
    [property: Id(4)] string? Asks = null,
    [property: Id(5)] double? PerSecond = null);
