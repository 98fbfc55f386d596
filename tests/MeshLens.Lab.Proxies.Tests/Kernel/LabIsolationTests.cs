using MeshLens.Lab.Mesh;
using MeshLens.Lab.Tests;
using MeshLens.Server.Lab;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>Labs side by side on the real kernel: each sees itself alone.</summary>
public sealed class LabIsolationTests
{
    [KernelFact]
    public async Task Labs_SideBySide_ReportNoEdgeOfEachOther()
    {
        await using var one = await MeshLab.StartShopsAsync(1, TestContext.Current.CancellationToken);
        await using var other = await MeshLab.StartShopsAsync(1, TestContext.Current.CancellationToken);
        one.Meshes[0].StartTraffic();
        other.Meshes[0].StartTraffic();

        // Two windows more after all own edges are there: what an agent sees of the other lab is there by then, too.
        var both = await Task.WhenAll(SettledAsync(one), SettledAsync(other));

        Assert.Equal(Named(one), both[0]);
        Assert.Equal(Named(other), both[1]);
        Assert.Empty(both[0].Intersect(both[1]));
    }

    private static async Task<IReadOnlyList<string>> SettledAsync(MeshLab lab)
    {
        using var view = new ServerView(lab.Server.Api);
        var first = await WindowsAsync(view, lab, after: 0);
        await WindowsAsync(view, lab, first + 2);
        return [.. (await view.EdgesAsync()).Select(ServerView.NameOf).Order()];
    }

    /// <summary>Waits until every edge of the lab has closed a window after this one, and says which.</summary>
    private static async Task<long> WindowsAsync(ServerView view, MeshLab lab, long after)
    {
        var windows = await ServerView.UntilAsync(
            async () => (await view.EdgesAsync()).Where(edge => Named(lab).Contains(ServerView.NameOf(edge))).Select(static edge => (long)edge["window"]!).ToList(),
            windows => windows.Count == Named(lab).Count && windows.TrueForAll(window => window > after));
        Assert.Equal(Named(lab).Count, windows.Count);
        return windows.Max();
    }

    private static List<string> Named(MeshLab lab) => [.. Named(lab.Meshes[0].Plan).Order()];

    private static IEnumerable<string> Named(MeshPlan plan) => plan.Edges.Select(edge => $"{plan.Namespace}/{edge.Source} → {plan.Namespace}/{edge.Destination}");
}
