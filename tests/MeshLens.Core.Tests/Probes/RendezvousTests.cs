using MeshLens.Core.Probes;

namespace MeshLens.Core.Tests.Probes;

public sealed class RendezvousTests
{
    private static List<string> Create(int nodes) => [.. Enumerable.Range(0, nodes).Select(static i => $"node-{i}")];

    [Fact]
    public void Choose_ManyNodes_GivesSoManyOthersAndAlwaysTheSame()
    {
        var nodes = Create(200);

        var chosen = Rendezvous.Choose("node-7", nodes, static name => name, 10);

        Assert.Equal(10, chosen.Distinct().Count());
        Assert.DoesNotContain("node-7", chosen);
        Assert.Equal(chosen, Rendezvous.Choose("node-7", nodes.AsEnumerable().Reverse(), static name => name, 10));
    }

    [Fact]
    public void Choose_FewerNodesThanWanted_GivesAllOthers() =>
        Assert.Equal(["node-1", "node-2"], Rendezvous.Choose("node-0", Create(3), static name => name, 10).Order());

    [Fact]
    public void Choose_NodeLeaves_ChangesOnlyTheChoicesThatFellOnIt()
    {
        var nodes = Create(100);
        List<string> without = [.. nodes.Where(static name => name != "node-42")];

        foreach (var node in without)
        {
            var before = Rendezvous.Choose(node, nodes, static name => name, 10);
            var after = Rendezvous.Choose(node, without, static name => name, 10);
            Assert.Equal(before.Contains("node-42") ? 1 : 0, after.Except(before).Count());
        }
    }

    [Fact]
    public void Choose_AllNodes_AreChosenAboutEquallyOften()
    {
        var nodes = Create(200);

        var times = nodes.SelectMany(node => Rendezvous.Choose(node, nodes, static name => name, 10)).CountBy(static name => name).ToDictionary();

        // Ten on average, spread as by chance (three): none forgotten, none overrun.
        Assert.Equal(200, times.Count);
        Assert.InRange(times.Values.Max(), 10, 25);
    }
}
