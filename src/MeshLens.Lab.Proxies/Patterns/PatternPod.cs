using MeshLens.Lab.Mesh;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Lab.Proxies.Sidecars;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>A pod with a proxy.</summary>
/// <param name="Name">As Kubernetes would call it.</param>
internal sealed record PatternPod(string Name, Instance Instance, string Zone, bool IsServer)
{
    public SidecarSpec ToSidecar(string networkNamespace, int port, IdentitySpec identity) => new()
    {
        Pod = Name,
        Workload = Instance.Service,
        Address = Instance.V4.ToString(),
        Zone = Zone,
        NetworkNamespace = networkNamespace,
        Port = port,
        Identity = identity,
        IsServer = IsServer,
    };
}
