using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Reads what is kept of a node.</summary>
internal static class NodeReading
{
    public static MeshNode Read(Node node, ClusterAccess cluster) => new()
    {
        Name = node.Metadata.Name,
        Cluster = cluster.Name,
        Network = cluster.Network,
        Region = node.Metadata.Label("topology.kubernetes.io/region"),
        Zone = node.Metadata.Label("topology.kubernetes.io/zone"),
        Addresses = Sequence<AddressKey>.Of(Addresses(node)),
    };

    private static IEnumerable<AddressKey> Addresses(Node node)
    {
        foreach (var item in node.Status.Addresses ?? [])
        {
            if (item?.Type.EndsWith("IP", StringComparison.Ordinal) == true && AddressKey.TryParse(item.Address, out var key))
            {
                yield return key;
            }
        }
    }
}
