using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Edges;

/// <summary>From where an edge is seen: everything that keeps two sums apart within one window.</summary>
/// <param name="Endpoint">Address and port of the replica that served; null when not known.</param>
/// <param name="Shared">May hold requests of other callers.</param>
internal sealed record Vantage(Leg Leg, End End, string? Endpoint, bool Shared);
