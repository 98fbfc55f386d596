using System.Diagnostics;
using MeshLens.Lab.Faults;
using MeshLens.Lab.Links;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Tests;

/// <summary>
/// A process that owns one of everything the lab makes, says so in two lines (its namespaces, its children), and waits to be
/// killed.
/// </summary>
internal static class AbandonedOwner
{
    public const string Argument = "abandoned-owner";

    public static int Run()
    {
        var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(5));
        var sleeper = pair.Server.Start(new ProcessStartInfo("sleep", ["600"]));
        var mesh = LabMesh.Start(MeshPlan.Shop(77));
        foreach (var fault in FaultCatalog.All)
        {
            fault.Inject(mesh, mesh.Plan.Edges[^1], fault.Strengths.Middle);
        }

        NetworkNamespace[] namespaces = [pair.Client, pair.Server, .. mesh.Instances.Select(instance => instance.Namespace)];
        Console.WriteLine(string.Join(' ', namespaces.Select(Inode)));
        Console.WriteLine(string.Join(' ', [sleeper.Id, .. mesh.ProcessIds]));
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static string Inode(NetworkNamespace owner) => File.ResolveLinkTarget(owner.Path, returnFinalTarget: false)!.Name;
}
