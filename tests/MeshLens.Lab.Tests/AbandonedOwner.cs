using System.Diagnostics;
using MeshLens.Lab.Links;
using MeshLens.Lab.Namespaces;

namespace MeshLens.Lab.Tests;

/// <summary>A process that owns one of everything the lab makes, says so in one line, and waits to be killed.</summary>
internal static class AbandonedOwner
{
    public const string Argument = "abandoned-owner";

    public static int Run()
    {
        var pair = LinkedPair.Create(TimeSpan.FromMilliseconds(5));
        pair.Server.Nft(
            "add table inet lab",
            "add chain inet lab in { type filter hook input priority 0; }",
            "add rule inet lab in tcp dport 8080 drop");
        var sleeper = pair.Server.Start(new ProcessStartInfo("sleep", ["600"]));
        Console.WriteLine($"{Inode(pair.Client)} {Inode(pair.Server)} {sleeper.Id}");
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static string Inode(NetworkNamespace owner) => File.ResolveLinkTarget(owner.Path, returnFinalTarget: false)!.Name;
}
