using MeshLens.Core.Identity;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>What is kept of a service besides what the index keeps: its ports by name, as slices refer to them, and its own wish for a waypoint.</summary>
/// <param name="Service">Without its waypoint.</param>
/// <param name="Ports">By name.</param>
/// <param name="Waypoint">Namespace and name; empty for none, null for its namespace's.</param>
internal sealed record ServiceFacts(MeshService Service, Sequence<NamedPort> Ports, string? Waypoint);
