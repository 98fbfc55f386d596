using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Sockets;

namespace MeshLens.Lab.Faults;

/// <summary>The way between two nodes becomes worse for everything that takes it: what they and their pods exchange makes a detour.</summary>
internal static class NodePairFault
{
    public static IDisposable Inject(LabMesh mesh, LabNode one, LabNode other, PathImpairment eachWay) => Undo.Of(undo =>
    {
        var device = $"bad{one.Number}-{other.Number}";
        var link = DelayLink.Create(mesh.NamespaceOf(one), mesh.NamespaceOf(other), device);
        undo.Add(link.Dispose);
        link.Impair(eachWay);
        undo.Add(() => Wait.For(eachWay.Delay + eachWay.Jitter + TimeSpan.FromMilliseconds(20))); // What is on its way still arrives.
        Route(undo, mesh, one, other, device);
        Route(undo, mesh, other, one, device);
    });

    private static void Route(Undo undo, LabMesh mesh, LabNode from, LabNode to, string device)
    {
        var ns = mesh.NamespaceOf(from);
        ns.Ip([.. to.Halves.Select(half => $"route add {half} dev {device} src {from.Address}")]);
        undo.Add(() => ns.Ip([.. to.Halves.Select(half => $"route del {half} dev {device}")]));
    }
}
