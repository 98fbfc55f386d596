using MeshLens.Core.Windows;

namespace MeshLens.Tracing.Edges;

/// <summary>Where a span went.</summary>
/// <param name="Edge">Null when that is not known.</param>
/// <param name="Connection">The very connection; null when no end of it was reported.</param>
internal readonly record struct FoundEdge(WatchedEdge? Edge, ConnectionExemplar? Connection);
