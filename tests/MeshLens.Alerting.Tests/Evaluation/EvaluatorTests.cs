using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Alerting.Tests.Fakes;
using MeshLens.Core.Verdicts;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Evaluation;

public sealed class EvaluatorTests
{
    [Fact]
    public void Next_SlowNetwork_IsPendingThenFiringThenResolved()
    {
        var story = new Story();
        var slow = Slow("web", "pay", Way("n1", "n2"));

        story.Goes(10, slow);
        Assert.Empty(story.Book.Firing);
        Assert.Equal(AlertState.Pending, Assert.Single(story.Book.Pending).State);

        story.Goes(50, slow);
        var alert = story.TheOne;
        Assert.Empty(story.Book.Pending);
        Assert.Equal(AlertSeverity.Page, alert.Severity);
        Assert.Equal(BuiltInRules.NetworkAttributedLatency, alert.Rule);

        story.Goes(55, Healthy("web", "pay", Way("n1", "n2")));
        Assert.Equal(alert.Id, story.TheOne.Id);

        story.Goes(30, Healthy("web", "pay", Way("n1", "n2")));
        Assert.Empty(story.Book.Firing);
        var over = Assert.Single(story.Book.Resolved);
        Assert.Equal((alert.Id, AlertState.Resolved), (over.Id, over.State));
        Assert.NotNull(over.Resolution);
    }

    [Fact]
    public void Next_Alert_NamesWhatIsBrokenInLabelsAndAnnotations()
    {
        var alert = new Story().Goes(60, Slow("web", "pay", Way("n2", "n1"))).TheOne;

        Assert.Equal(
            ["alertname=network-attributed-latency", "cause=rtt", "class=network", "cluster=k1", "nodes=n1,n2", "severity=page", "subject=nodePair"],
            alert.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("Between nodes n1 and n2: the network is the cause (rtt); 1 service pair is slower by up to 40.0 ms, the worst is shop/web -> shop/pay:8080.", alert.Annotations["summary"]);
        Assert.Equal("nodes n1 and n2", alert.Annotations["subject"]);
        Assert.Equal("40.0 ms", alert.Annotations["excess"]);
        Assert.Equal("2026-03-01T12:00:00Z", alert.Annotations["since"]);
        Assert.Equal("http://lens/k1~shop~web~shop~pay~8080", alert.Annotations["diagnosis"]);
    }

    [Fact]
    public void Next_LongRoundTripThatExplainsLittle_IsNoAlert()
    {
        var story = new Story().Goes(300, Slow("web", "pay", Way("n1", "n2")) with { Shares = new(0.3, 0, 0.7, 0) });

        Assert.Empty(story.Fired);
        Assert.Empty(story.Book.Pending);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(40, 400)]
    public void Next_NetworkWithinBounds_IsNoAlert(double excess, double mean)
    {
        var story = new Story().Goes(300, Slow("web", "pay", Way("n1", "n2")) with { ExcessMs = excess, MeanMs = mean });

        Assert.Empty(story.Fired);
    }

    [Fact]
    public void Next_ApplicationFault_IsATicketOfTheApplicationAndNoPage()
    {
        var story = new Story().Goes(120, SlowApplication("web", "pay", Way("n1", "n2")), Healthy("web", "cart", Way("n1", "n2")));

        Assert.Equal((AlertSeverity.Ticket, VerdictClass.Application, SubjectKind.Service), (story.TheOne.Severity, story.TheOne.Class, story.TheOne.Subject.Kind));
    }

    [Fact]
    public void Next_TwentyEdgesOfABadNodePair_AreOneAlertThatNamesIt()
    {
        var story = new Story();
        var bad = Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? Slow($"a{i}", $"b{i}", Way("n1", "n2")) : Slow($"a{i}", $"b{i}", Way("n2", "n1"))).ToList();
        var good = Enumerable.Range(0, 10).Select(i => Healthy($"c{i}", $"d{i}", Way("n1", "n3"))).ToList();
        var asleep = Enumerable.Range(0, 20).Select(i => Healthy($"a{i}", $"b{i}", Way("n1", "n2"))).ToList();

        // Verdicts come one after the other, as edges have less or more traffic.
        story.Goes(10, [bad[0], .. asleep[1..], .. good]);
        story.Goes(10, [.. bad[..12], .. asleep[12..], .. good]);
        story.Goes(100, [.. bad, .. good]);

        Assert.Single(story.Fired);
        Assert.Equal(AlertSubject.NodePair("k1", "n1", "n2"), story.TheOne.Subject);
        Assert.Equal(20, story.TheOne.Members.Count);
    }

    [Fact]
    public void Next_LossThatSlowsSomeAndBreaksOthers_IsOneAlert()
    {
        var story = new Story().Goes(
            120,
            Slow("web", "pay", Way("n1", "n2")),
            Slow("web", "cart", Way("n1", "n2")) with { Cause = "syn-loss", ExcessMs = 0, Failures = 50, Symptom = Symptom.Failures });

        Assert.Single(story.Fired);
        Assert.Equal(2, story.TheOne.Members.Count);
    }

    [Fact]
    public void Next_ComesAndGoesWithinTheHold_IsOneAlert()
    {
        var story = new Story().Goes(60, Slow("web", "pay", Way("n1", "n2")));
        for (var i = 0; i < 5; i++)
        {
            story.Goes(40, Healthy("web", "pay", Way("n1", "n2"))).Goes(20, Slow("web", "pay", Way("n1", "n2")));
        }

        Assert.Single(story.Fired);
        Assert.Single(story.Book.Firing);
    }

    [Fact]
    public void Next_HoversAroundItsBound_DoesNotComeAndGo()
    {
        var story = new Story().Goes(60, Slow("web", "pay", Way("n1", "n2")) with { ExcessMs = 2.5, MeanMs = 5 });

        story.Goes(600, Slow("web", "pay", Way("n1", "n2")) with { ExcessMs = 1.7, MeanMs = 5, Shares = new(0.45, 0, 0.55, 0) });

        Assert.Single(story.Book.Firing);
    }

    [Fact]
    public void Next_EdgeNotHeardOf_IsNotOverUntilPatienceEnds()
    {
        var story = new Story().Goes(60, Slow("web", "pay", Way("n1", "n2")));

        story.Goes(240);
        Assert.Single(story.Book.Firing);

        story.Goes(90);
        Assert.Empty(story.Book.Firing);
    }

    [Fact]
    public void Next_ShortBlip_IsNoAlert()
    {
        var story = new Story().Goes(15, Slow("web", "pay", Way("n1", "n2"))).Goes(60, Healthy("web", "pay", Way("n1", "n2")));

        Assert.Empty(story.Fired);
        Assert.Empty(story.Book.Tracks);
    }

    [Fact]
    public void Next_BreaksAgainLater_IsAnotherAlert()
    {
        var slow = Slow("web", "pay", Way("n1", "n2"));
        var story = new Story().Goes(60, slow).Goes(120, Healthy("web", "pay", Way("n1", "n2"))).Goes(60, slow);

        Assert.Equal(2, story.Fired.Count);
    }
}
