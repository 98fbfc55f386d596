using MeshLens.Kubernetes.Access;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Streaming;

namespace MeshLens.Server.Mesh;

/// <summary>Who is asked about the mesh, checked and ready.</summary>
/// <param name="ControlPlane">Null when none is asked.</param>
/// <param name="Node">As whom the control plane is asked.</param>
/// <param name="Clusters">API servers.</param>
internal sealed record MeshSources(ControlPlaneOptions? ControlPlane, NodeIdentity Node, IReadOnlyList<ClusterAccess> Clusters);
