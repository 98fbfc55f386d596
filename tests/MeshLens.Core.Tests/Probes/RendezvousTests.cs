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

    [Fact]
    public void Choose_SomeThatMayNotBeChosen_GivesTheNextBest()
    {
        var nodes = Create(50);
        var candidates = new RendezvousCandidates<string>(nodes, static name => name);
        var all = candidates.Choose("node-7", 50);

        var chosen = candidates.Choose("node-7", 10, name => name != all[0] && name != all[5]);

        Assert.Equal(49, all.Count);
        Assert.Equal(all.Where(name => name != all[0] && name != all[5]).Take(10), chosen);
        Assert.Empty(candidates.Choose("node-7", 0));
    }

    [Fact]
    public void Choose_OneNodeForAnother_SaysNothingOfTheWayBack()
    {
        var nodes = Create(200);
        var candidates = new RendezvousCandidates<string>(nodes, static name => name);
        var chosen = nodes.ToDictionary(static node => node, node => candidates.Choose(node, 10));

        // By chance one in twenty of 2,000 pairs is chosen from both ends; with a weight that has no direction most would be.
        Assert.InRange(chosen.Sum(each => each.Value.Count(peer => chosen[peer].Contains(each.Key))), 20, 300);
    }
}
