using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Tests.Fakes;
using MeshLens.Core.Verdicts;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Evaluation;

/// <summary>More edges, or fewer, show that something wider or narrower is broken: the alert goes on, and nobody is told of another one.</summary>
public sealed class ChangingSubjectTests
{
    private static readonly EdgeSummary[] Elsewhere = [Healthy("x", "y", Way("n5", "n6")), Healthy("y", "z", Way("n6", "n7"))];

    [Fact]
    public void Next_AnEdgeThatTurnsOutToBeAService_IsTheSameAlert()
    {
        var story = new Story();
        story.Goes(60, [SlowApplication("web", "pay"), .. Enumerable.Range(0, 3).Select(i => Healthy($"w{i}", "pay"))]);
        var first = story.TheOne;
        Assert.Equal(SubjectKind.Edge, first.Subject.Kind);

        story.Goes(60, [SlowApplication("web", "pay"), .. Enumerable.Range(0, 3).Select(i => SlowApplication($"w{i}", "pay"))]);

        Assert.Equal(AlertSubject.Service("k1", "shop/pay:8080"), story.TheOne.Subject);
        AssertSameButForSubject(first, story.TheOne);
        Assert.Equal(4, story.TheOne.Members.Count);
        Assert.Single(story.Fired);
        Assert.Empty(story.Book.Resolved);
    }

    [Fact]
    public void Next_APairThatTurnsOutToBeANode_IsTheSameAlert()
    {
        EdgeSummary[] rest = [Healthy("c", "d", Way("n1", "n3")), Healthy("e", "f", Way("n4", "n1"))];
        var story = new Story().Goes(60, [Slow("a", "b", Way("n1", "n2")), .. rest, .. Elsewhere]);
        var first = story.TheOne;
        Assert.Equal(AlertSubject.NodePair("k1", "n1", "n2"), first.Subject);

        story.Goes(120, [Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n1", "n3")), Slow("e", "f", Way("n4", "n1")), .. Elsewhere]);

        Assert.Equal(AlertSubject.Node("k1", "n1"), story.TheOne.Subject);
        AssertSameButForSubject(first, story.TheOne);
        Assert.Equal("node n1", story.TheOne.Annotations["subject"]);
        Assert.Single(story.Fired);
    }

    [Fact]
    public void Next_TwoPairsThatTurnOutToBeANode_GoOnAsTheFirst()
    {
        EdgeSummary[] both = [Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n1", "n3"))];
        EdgeSummary[] well = [.. Enumerable.Range(4, 4).Select(i => Healthy($"e{i}", "f", Way("n1", $"n{i}")))];
        var story = new Story().Goes(60, [both[0], Healthy("c", "d", Way("n1", "n3")), .. well, .. Elsewhere]);
        var first = story.TheOne;
        story.Goes(60, [.. both, .. well, .. Elsewhere]);
        Assert.Equal(2, story.Book.Firing.Count);

        story.Goes(120, [.. both, .. Enumerable.Range(4, 4).Select(i => Slow($"e{i}", "f", Way("n1", $"n{i}"))), .. Elsewhere]);

        AssertSameButForSubject(first, story.TheOne);
        Assert.Equal(AlertSubject.Node("k1", "n1"), story.TheOne.Subject);
        Assert.Equal(6, story.TheOne.Members.Count);
        Assert.Contains("wider alert", Assert.Single(story.Book.Resolved).Resolution, StringComparison.Ordinal);
        Assert.Equal(2, story.Fired.Count);
    }

    [Fact]
    public void Next_ANodeOfWhichOnePairStaysBad_IsTheSameAlertOfThatPair()
    {
        EdgeSummary[] bad = [Slow("a", "b", Way("n1", "n2")), Slow("g", "h", Way("n2", "n1")), Slow("c", "d", Way("n1", "n3")), Slow("e", "f", Way("n4", "n1"))];
        var story = new Story().Goes(60, [.. bad, .. Elsewhere]);
        var first = story.TheOne;
        Assert.Equal(AlertSubject.Node("k1", "n1"), first.Subject);

        story.Goes(120, [bad[0], bad[1], Healthy("c", "d", Way("n1", "n3")), Healthy("e", "f", Way("n4", "n1")), .. Elsewhere]);

        Assert.Equal(AlertSubject.NodePair("k1", "n1", "n2"), story.TheOne.Subject);
        AssertSameButForSubject(first, story.TheOne);
        Assert.Single(story.Fired);
    }

    [Fact]
    public void Next_ANodeThatRecoversPairByPair_StaysThatNodeUntilItIsOver()
    {
        EdgeSummary[] bad = [Slow("a", "b", Way("n1", "n2")), Slow("g", "h", Way("n2", "n1")), Slow("c", "d", Way("n1", "n3")), Slow("e", "f", Way("n4", "n1"))];
        EdgeSummary[] well = [Healthy("a", "b", Way("n1", "n2")), Healthy("g", "h", Way("n2", "n1")), Healthy("c", "d", Way("n1", "n3")), Healthy("e", "f", Way("n4", "n1"))];
        var story = new Story().Goes(60, [.. bad, .. Elsewhere]);

        story.Goes(20, [bad[0], bad[1], well[2], well[3], .. Elsewhere]).Goes(120, [.. well, .. Elsewhere]);

        Assert.Empty(story.Book.Firing);
        Assert.Equal(AlertSubject.Node("k1", "n1"), Assert.Single(story.Book.Resolved).Subject);
    }

    [Fact]
    public void Next_OneMoreEdgeOfWhatIsOpen_IsNotPendingAsAnotherAlert()
    {
        var story = new Story().Goes(60, [Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n2", "n1")), .. Elsewhere]);

        story.Goes(10, [Slow("a", "b", Way("n1", "n2")), Slow("c", "d", Way("n2", "n1")), Slow("e", "f", Way("n1", "n2")), .. Elsewhere]);

        Assert.Empty(story.Book.Pending);
        Assert.Equal(2, story.TheOne.Members.Count);
    }

    [Fact]
    public void Open_WithTheLabelsOfOneThatIsOpen_GetsOneMore()
    {
        var first = Alerts.Firing("a1", Noon);
        var open = new OpenAlerts([first], []);

        open.Open(first with { Id = "a2" }, []);

        Assert.Equal(first.Labels, open.All[0].Labels);
        Assert.Equal("a2", open.All[1].Labels[AlertLabels.Again]);
    }

    private static void AssertSameButForSubject(Alert first, Alert now)
    {
        Assert.Equal(first.Id, now.Id);
        Assert.Equal(first.FiredAt, now.FiredAt);
        Assert.Equal(first.Labels, now.Labels);
        Assert.NotEqual(first.Subject, now.Subject);
    }
}
