using MeshLens.Core.Identity;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>What is kept of an endpoint slice.</summary>
/// <param name="Key">Namespace and name.</param>
/// <param name="Service">Namespace and name of its service.</param>
/// <param name="Ports">Where its endpoints listen, by the names of the service's ports.</param>
/// <param name="Pods">The pods among its endpoints.</param>
/// <param name="Others">Addresses that are not pods of this cluster.</param>
internal sealed record SliceFacts(string Key, string Service, Sequence<NamedPort> Ports, Sequence<string> Pods, Sequence<AddressKey> Others);
