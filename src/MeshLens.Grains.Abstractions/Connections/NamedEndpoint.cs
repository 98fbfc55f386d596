using MeshLens.Core.Edges;

namespace MeshLens.Grains.Connections;

/// <summary>Who an address is.</summary>
/// <param name="Party">As an end of an edge.</param>
/// <param name="Port">The service's own port where the address's port stands for it, else the one that was asked for.</param>
public readonly record struct NamedEndpoint(Party Party, int Port);
