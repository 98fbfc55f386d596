using MeshLens.Alerting.Rules;
using MeshLens.Alerting.Tests.Fakes;
using MeshLens.Core.Verdicts;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Evaluation;

public sealed class BurnTests
{
    [Fact]
    public void Next_MuchOfAShortTimeIsBad_BurnsFast()
    {
        var story = Create().Goes(160, Slow("web", "pay", Way("n1", "n2")));

        Assert.Equal("fast", Assert.Single(story.TheOne.Members).Burn);
    }

    [Fact]
    public void Next_SomeOfALongTimeIsBad_BurnsSlowly()
    {
        var story = Create();
        for (var minute = 0; minute < 30; minute++)
        {
            story.Goes(20, Slow("web", "pay", Way("n1", "n2"))).Goes(40, Healthy("web", "pay", Way("n1", "n2")));
        }

        Assert.Equal("slow", Assert.Single(story.TheOne.Members).Burn);
        Assert.Single(story.Fired);
    }

    [Fact]
    public void Next_OneBadMinute_BurnsNothing()
    {
        var story = Create().Goes(60, Slow("web", "pay", Way("n1", "n2"))).Goes(1200, Healthy("web", "pay", Way("n1", "n2")));

        Assert.Empty(story.Fired);
    }

    [Fact]
    public void Next_WellAgain_EndsAlthoughTheLongTimeWasBad()
    {
        var story = Create().Goes(1200, Slow("web", "pay", Way("n1", "n2")));
        Assert.Single(story.Book.Firing);

        story.Goes(900, Healthy("web", "pay", Way("n1", "n2")));

        Assert.Empty(story.Book.Firing);
        Assert.Single(story.Fired);
    }

    private static Story Create() => new(RuleSet.Of(
    [
        new()
        {
            Name = "burning",
            Classes = [VerdictClass.Network],
            ExcessMs = 5,
            Burn = [new("fast", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30), 0.9), new("slow", TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5), 0.3)],
        },
    ], without: [.. BuiltInRules.All.Select(static rule => rule.Name)]));
}
