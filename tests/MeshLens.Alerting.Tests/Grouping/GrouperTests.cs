using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Tests.Fakes;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Grouping;

public sealed class GrouperTests
{
    [Fact]
    public void Explain_EdgesOfOnePair_IsThatPair() =>
        Assert.Equal([AlertSubject.NodePair("k1", "n1", "n2")], Explain([Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n2", "n1"))]));

    [Fact]
    public void Explain_ANodeBadTowardsSeveral_IsThatNode() =>
        Assert.Equal(
            [AlertSubject.Node("k1", "n1")],
            Explain([Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n3", "n1")), Slow("e", "f", Way("n1", "n4"))], Healthy("g", "h", Way("n2", "n3"))));

    [Fact]
    public void Explain_ANodeThatIsWellTowardsOthers_IsNotAccused() =>
        Assert.Equal(
            [AlertSubject.NodePair("k1", "n1", "n2"), AlertSubject.NodePair("k1", "n1", "n3")],
            Explain(
                [Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n3", "n1"))],
                Healthy("g", "h", Way("n1", "n4")), Healthy("i", "j", Way("n1", "n5")), Healthy("k", "l", Way("n1", "n6"))));

    [Fact]
    public void Explain_SeveralPairsAcrossTwoZones_IsTheZones()
    {
        var across = new[] { ("n1", "n3"), ("n1", "n4"), ("n2", "n3"), ("n2", "n4") }
            .Select((nodes, i) => Slow($"a{i}", $"b{i}", new EdgePath(nodes.Item1, "east", nodes.Item2, "west"))).ToArray();

        Assert.Equal(
            [AlertSubject.ZonePair("k1", "east", "west")],
            Explain(across, Healthy("g", "h", new EdgePath("n1", "east", "n2", "east")), Healthy("i", "j", new EdgePath("n3", "west", "n4", "west"))));
    }

    [Fact]
    public void Explain_PairClearedByOthers_IsTheEdge() =>
        Assert.Equal(
            [Candidates.EdgeItself(Slow("a", "b"))],
            Explain([Slow("a", "b", Way("n1", "n2"))], Healthy("c", "d", Way("n1", "n2")), Healthy("e", "f", Way("n2", "n1"))));

    [Fact]
    public void Explain_OneOfSeveralPathsIsBad_IsThatPair() =>
        Assert.Equal(
            [AlertSubject.NodePair("k1", "n1", "n3")],
            Explain([Slow("a", "b", Way("n1", "n2", PathState.Well), Way("n1", "n3", PathState.Bad))]));

    [Fact]
    public void Explain_SeveralPathsAndNothingToTellThemApart_IsTheEdge() =>
        Assert.Equal([Candidates.EdgeItself(Slow("a", "b"))], Explain([Slow("a", "b", Way("n1", "n2"), Way("n1", "n3"))]));

    [Fact]
    public void Explain_WithinOneNode_NamesNoPair() =>
        Assert.Equal([Candidates.EdgeItself(Slow("a", "b"))], Explain([Slow("a", "b", Way("n1", "n1"))]));

    [Fact]
    public void Explain_ABadNodeWithEdgesWithinIt_IsThatNodeAlone() =>
        Assert.Equal(
            [AlertSubject.Node("k1", "n1")],
            Explain([Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n3", "n1")), Slow("e", "f", Way("n1", "n1"))], Healthy("g", "h", Way("n2", "n2"))));

    [Fact]
    public void Explain_NodesUnknown_IsTheServiceThatSeveralCall() =>
        Assert.Equal([AlertSubject.Service("k1", "shop/b:8080")], Explain([Slow("a", "b"), Slow("c", "b"), Slow("d", "b")]));

    [Fact]
    public void Explain_SlowHandler_IsTheService() =>
        Assert.Equal([AlertSubject.Service("k1", "shop/b:8080")], Explain([SlowApplication("a", "b", Way("n1", "n2")), SlowApplication("c", "b", Way("n3", "n2"))]));

    [Fact]
    public void Explain_SlowHandlersOfOneNode_AreThatNode() =>
        Assert.Equal(
            [AlertSubject.Node("k1", "n2")],
            Explain([SlowApplication("a", "b", Way("n1", "n2")), SlowApplication("a", "c", Way("n1", "n2")), SlowApplication("a", "d", Way("n1", "n2"))], Healthy("x", "y", Way("n1", "n3"))));

    [Fact]
    public void Explain_SlowCaller_IsTheCaller() =>
        Assert.Equal(
            [AlertSubject.Workload("k1", "shop/a")],
            Explain([SlowApplication("a", "b") with { Cause = "caller" }, SlowApplication("a", "c") with { Cause = "caller" }]));

    private static IEnumerable<AlertSubject> Explain(EdgeSummary[] bad, params EdgeSummary[] well) => Grouper
        .Explain([.. bad.Select(edge => new Accusation(new("rule", edge.Id), edge.Class, Candidates.Of(edge), false))], new Clearings(well, [.. bad.Select(static edge => edge.Class).Distinct()]))
        .Select(static found => found.Subject);
}
