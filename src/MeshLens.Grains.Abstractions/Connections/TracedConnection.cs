using MeshLens.Core.Edges;
using MeshLens.Core.Windows;

namespace MeshLens.Grains.Connections;

/// <summary>One connection, as each end that saw it reported it last.</summary>
/// <param name="Edge">Null while nobody could name it.</param>
public sealed record TracedConnection(EdgeKey? Edge, ConnectionExemplar? Client, ConnectionExemplar? Server);
