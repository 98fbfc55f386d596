using MeshLens.Core.Identity;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Model;

namespace MeshLens.Server.Mesh;

/// <summary>From where MeshLens itself reads the mesh: as it was told, else as somebody knows its pod.</summary>
internal static class OwnPlace
{
    public static ConfigurationView Of(NodeIdentity node, IdentityIndex index)
    {
        var (region, zone) = node.Zone.Length > 0 ? (node.Region, node.Zone) : index.PlaceOf(node.Namespace, node.Pod, node.NodeName);
        return new(ViewKind.Own, $"{node.Pod}.{node.Namespace}", node.Namespace, region, zone, []);
    }
}
