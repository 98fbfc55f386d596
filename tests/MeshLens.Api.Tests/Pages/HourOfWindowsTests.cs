using MeshLens.Api.Pages;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Api.Tests.Pages;

public sealed class HourOfWindowsTests
{
    private const long Last = 1_000_000;

    private static readonly DateTimeOffset End = WindowGrid.EndOf(Last);

    [Fact]
    public void Of_NoWindows_IsEmpty() => Assert.Same(HourOfWindows.Empty, HourOfWindows.Of([], End));

    [Fact]
    public void Of_LastWindow_IsAtTheRightEnd()
    {
        var chart = HourOfWindows.Of([Window(Last, 10, 20)], End);

        Assert.Equal(new VerdictRun(VerdictClass.Healthy, 29, 1), chart.Verdicts.Single());
        Assert.Equal("M29 70h1", chart.Mean);
        Assert.Equal("M29 0h1", chart.P99);
        Assert.Equal((30, End.AddMinutes(-5)), (chart.Width, chart.Start));
    }

    [Fact]
    public void Of_WindowsOfBeforeTheHourOrAfter_AreLeftOut() =>
        Assert.Equal(1, HourOfWindows.Of([Window(Last - WindowGrid.Hour, 1, 2), Window(Last, 1, 2), Window(Last + 1, 1, 2)], End).Count);

    [Fact]
    public void Of_AWholeHour_IsAsWideAsThat()
    {
        var chart = HourOfWindows.Of([Window(Last - WindowGrid.Hour + 1, 1, 2), Window(Last, 1, 2)], End);

        Assert.Equal((WindowGrid.Hour, End.AddHours(-1)), (chart.Width, chart.Start));
    }

    [Fact]
    public void Of_MissingWindow_IsAGap()
    {
        var chart = HourOfWindows.Of([Window(Last - 3, 10, 20), Window(Last - 2, 10, 20), Window(Last, 10, 20)], End);

        Assert.Equal("M26 70h1L27 70h1M29 70h1", chart.Mean);
        Assert.Equal(2, chart.Verdicts.Count);
    }

    [Fact]
    public void Of_MeanAboveP99_IsInTheChart()
    {
        var chart = HourOfWindows.Of([Window(Last, 1000, 4)], End);

        Assert.Equal(1000, chart.TopMs);
        Assert.Equal("M29 0h1", chart.Mean);
    }

    [Fact]
    public void Of_WindowThatNobodyTimed_IsAGap() => Assert.Equal("", HourOfWindows.Of([Window(Last, 0, 0)], End).Mean);

    [Fact]
    public void Of_WindowOfConnectsAlone_HasAVerdictAndNoLatency()
    {
        var chart = HourOfWindows.Of([Window(Last, 0, 0) with { Requests = 0, Connections = 3, Cause = Cause.NetworkSynLoss }], End);

        Assert.Equal("", chart.Mean);
        Assert.Equal(VerdictClass.Network, chart.Verdicts.Single().Class);
    }

    [Fact]
    public void Of_VerdictThatChanges_IsTwoStretches()
    {
        var chart = HourOfWindows.Of(
            [Window(Last - 2, 1, 2), Window(Last - 1, 1, 2), Window(Last, 9, 30) with { Cause = Cause.NetworkSynLoss }], End);

        Assert.Equal([new VerdictRun(VerdictClass.Healthy, 27, 2), new VerdictRun(VerdictClass.Network, 29, 1)], chart.Verdicts);
    }

    [Fact]
    public void Of_FastEdge_IsNotBlownUp() => Assert.Equal(1, HourOfWindows.Of([Window(Last, 0.01f, 0.05f)], End).TopMs);

    private static WindowSummary Window(long window, float mean, float p99) =>
        new() { Window = window, Requests = 5, MeanMs = mean, P99Ms = p99, Cause = Cause.Healthy };
}
