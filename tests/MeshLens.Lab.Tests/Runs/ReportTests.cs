using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class ReportTests
{
    private static TrialResult Create(string? said = "network/rtt", double? verdict = 9.5, double? recovery = 21, params string[] wrong) => new()
    {
        Fault = "path delay",
        Edge = "orders → payments",
        Strength = "+70 ms round trip",
        Expected = "network/rtt",
        First = said,
        Last = said,
        VerdictSeconds = verdict,
        RecoverySeconds = recovery,
        WrongNetwork = wrong,
    };

    [Fact]
    public void Table_RightWrongAndSilent_IsReadable() => Assert.Equal(
        """
        injected                       on                 MeshLens said             after  healthy after
        path delay: +70 ms round trip  orders → payments  network/rtt               9.5 s  21.0 s         right
        path delay: +70 ms round trip  orders → payments  application/slow-handler  9.5 s  21.0 s         WRONG, it is network/rtt
        path delay: +70 ms round trip  orders → payments  nothing                   -      -              WRONG, it is network/rtt; WRONGLY NETWORK: a → b: network/rtt
        """,
        ResultTable.Format([Create(), Create("application/slow-handler"), Create(null, null, null, "a → b: network/rtt")]));

    [Fact]
    public void Figures_OfARun_HaveTheirNamesAndValues()
    {
        TrialResult[] results = [Create(), Create("network/syn-loss", 12, 25), Create("application/caller", 20, 28, "x"), Create(null, null)];

        var figures = AccuracyReport.Figures(results, seed: 7, quietMinutes: 10, quietAlarms: 1).ToDictionary(figure => figure.Name, figure => figure.Value);

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["demo.runs"] = 4,
                ["demo.class_right"] = 2,
                ["demo.cause_right"] = 1,
                ["demo.wrong_network"] = 1,
                ["demo.verdict_seconds_p50"] = 12,
                ["demo.verdict_seconds_max"] = 20,
                ["demo.recovery_seconds_max"] = 28,
                ["demo.quiet_minutes"] = 10,
                ["demo.quiet_alarms"] = 1,
            },
            figures);
    }

    [Fact]
    public void GoodEnough_ThirtyNineOfFortyTwo_Is()
    {
        var results = Enumerable.Repeat(Create(), 39).Concat(Enumerable.Repeat(Create("network/syn-loss"), 3)).ToList();

        Assert.True(AccuracyReport.IsGoodEnough(results, quietAlarms: 0));
        Assert.False(AccuracyReport.IsGoodEnough(results, quietAlarms: 1));
        Assert.False(AccuracyReport.IsGoodEnough([.. results.Skip(1), Create("network/syn-loss")], quietAlarms: 0));
    }

    [Fact]
    public void GoodEnough_WrongNetworkOrTooSlow_IsNot()
    {
        Assert.False(AccuracyReport.IsGoodEnough([Create(wrong: "x")], quietAlarms: 0));
        Assert.False(AccuracyReport.IsGoodEnough([Create(verdict: 16)], quietAlarms: 0));
        Assert.False(AccuracyReport.IsGoodEnough([Create(recovery: 31)], quietAlarms: 0));
        Assert.False(AccuracyReport.IsGoodEnough([Create(recovery: null)], quietAlarms: 0));
    }
}
