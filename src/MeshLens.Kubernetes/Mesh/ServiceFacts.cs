using MeshLens.Core.Identity;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>What is kept of a service besides what the index keeps: its ports by name, as slices refer to them.</summary>
internal sealed record ServiceFacts(MeshService Service, Sequence<NamedPort> Ports);
