using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Tests.Runs.Alerts;

public sealed class AlertFiguresTests
{
    private static readonly MeshPlan Plan = MeshPlan.OverNodes([0, 1]);

    [Fact]
    public void Figures_OfARun_HaveTheirNamesAndValues()
    {
        AlertResult[] results = [Create(seconds: 31), Create(missed: true), Create(wrong: 2, seconds: 45), Create(pair: true, seconds: 50), Create(pair: true, wrong: 1)];

        var figures = AlertFigures.Of(results, seed: 7).ToDictionary(static figure => figure.Name, static figure => figure.Value);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["alerts.scenarios"] = 5,
                ["alerts.wrong_pages"] = 3,
                ["alerts.missed"] = 1,
                ["alerts.quiet_stretches"] = 0,
                ["alerts.node_pairs"] = 2,
                ["alerts.node_pairs_right"] = 1,
                ["alerts.page_seconds_p50"] = 45,
            },
            figures);
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 0, false)]
    [InlineData(0, 3, false)]
    public void GoodEnough_ByWrongAndMissed_IsAsAsked(int wrong, int missed, bool expected)
    {
        AlertResult[] results = [Create(wrong: wrong), .. Enumerable.Repeat(Create(missed: true), missed), Create(pair: true)];

        Assert.Equal(expected, AlertFigures.AreGoodEnough(results));
    }

    [Fact]
    public void GoodEnough_WithABadPairThatIsNotNamed_IsNot() => Assert.False(AlertFigures.AreGoodEnough([Create(pair: true, missed: true)]));

    private static AlertResult Create(bool missed = false, int wrong = 0, double? seconds = null, bool pair = false)
    {
        AlertExpectation expected = pair ? new(null, (Plan.Nodes[0], Plan.Nodes[1])) : new(Plan.Edges[0], null);
        return new(new("kind", "what", static () => throw new InvalidOperationException(), expected, TimeSpan.Zero), [], missed, wrong, seconds);
    }
}
