using MeshLens.Kubernetes.Access;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Streaming;
using MeshLens.Xds.Views;

namespace MeshLens.Server.Mesh;

/// <summary>Who is asked about the mesh, checked and ready.</summary>
/// <param name="ControlPlane">Null when none is asked.</param>
/// <param name="Node">As whom the control plane is asked.</param>
/// <param name="Clusters">API servers.</param>
/// <param name="Views">As whom else.</param>
internal sealed record MeshSources(ControlPlaneOptions? ControlPlane, NodeIdentity Node, IReadOnlyList<ClusterAccess> Clusters, IReadOnlyList<ViewRequest> Views);
