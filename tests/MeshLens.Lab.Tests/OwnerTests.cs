using System.Diagnostics;
using System.Net.NetworkInformation;

namespace MeshLens.Lab.Tests;

public sealed class OwnerTests
{
    [KernelFact]
    public void Owner_KilledWithEverythingInjected_LeavesNothing()
    {
        var linksBefore = Links();
        using var owner = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [AbandonedOwner.Argument])
        { RedirectStandardOutput = true })!;
        string[] namespaces, children;
        try
        {
            namespaces = owner.StandardOutput.ReadLine()!.Split(' ');
            children = owner.StandardOutput.ReadLine()!.Split(' ');
            Assert.All(namespaces, name => Assert.NotEmpty(Residue.Holders(name)));
        }
        finally
        {
            owner.Kill();
            owner.WaitForExit();
        }

        Assert.All(children, child => Assert.True(SpinWait.SpinUntil(() => !Residue.IsAlive(child), 60_000), $"child {child} survived"));
        Assert.All(namespaces, name => Assert.True(SpinWait.SpinUntil(() => Residue.Holders(name).Count == 0, 60_000), $"somebody holds {name}"));
        Assert.True(SpinWait.SpinUntil(() => !Links().Except(linksBefore).Any(), 60_000), $"links are {string.Join(' ', Links())}");
        Assert.False(Directory.Exists("/run/netns") && Directory.EnumerateFileSystemEntries("/run/netns").Any(file => file.Contains("shop", StringComparison.Ordinal)));
    }

    private static string[] Links() => [.. NetworkInterface.GetAllNetworkInterfaces().Select(link => link.Name).Order()];
}
