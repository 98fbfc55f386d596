using MeshLens.Core.Baselines;
using MeshLens.Core.Signals;
using MeshLens.Core.Tests.Windows;

namespace MeshLens.Core.Tests.Baselines;

public sealed class SignalTrackerTests
{
    [Fact]
    public void Baseline_TooFewWindows_IsNull()
    {
        var tracker = Create();
        Learn(tracker, 5, windows: Pace.EnoughWindows - 1);
        Assert.Null(tracker.Baseline());

        Learn(tracker, 5, windows: 1);
        Assert.NotNull(tracker.Baseline());
    }

    [Fact]
    public void Baseline_WindowsDiffer_KnowsTheSpreadBetweenThem()
    {
        var tracker = Create();
        for (var window = 0; window < 300; window++)
        {
            Learn(tracker, window % 2 == 0 ? 9 : 11, windows: 1);
        }

        var baseline = tracker.Baseline()!;
        Assert.Equal(10e6, baseline.MeanNs, 0.1e6);
        Assert.Equal(1e6, baseline.MeanSpreadNs, 0.05e6);
        Assert.Equal(11e6, baseline.LargestMeanNs, 1);
        Assert.Equal(20, baseline.SamplesPerWindow, 0.1);
    }

    [Fact]
    public void Baseline_BusyWindow_CountsOnceLikeAnyOther()
    {
        var tracker = Create();
        Learn(tracker, 5, windows: 9);
        tracker.Learn(Deltas.Histogram(6, count: 10_000));

        Assert.Equal(5.1e6, tracker.Baseline()!.MeanNs, 0.01e6);
    }

    [Fact]
    public void Baseline_SeldomWindowsFarOut_KeepsLevelAndSpread()
    {
        var tracker = Create();
        Learn(tracker, 12.8, windows: 30);
        Learn(tracker, 13.2, windows: 30);
        for (var fault = 0; fault < 10; fault++)
        {
            Learn(tracker, 1000, windows: 1);
            Learn(tracker, 13, windows: 11);
        }

        var baseline = tracker.Baseline()!;
        Assert.InRange(baseline.MeanNs, 12e6, 15e6);
        Assert.InRange(baseline.MeanSpreadNs, 0, 3e6);
        Assert.InRange(baseline.P90Ns, 12e6, 15e6);
        Assert.InRange(baseline.P90SpreadNs, 0, 3e6);
        Assert.InRange(baseline.MaxNs, 12e6, 30e6);
    }

    [Fact]
    public void Baseline_PauseInEverySecondWindow_BecomesNormal()
    {
        var tracker = Create();
        Learn(tracker, 10, windows: 60);
        for (var pause = 0; pause < 360; pause++)
        {
            Learn(tracker, 60, windows: 1);
            Learn(tracker, 10, windows: 1);
        }

        var baseline = tracker.Baseline()!;
        Assert.True(baseline.MeanNs + (3 * baseline.MeanSpreadNs) > 60e6);
    }

    [Fact]
    public void Baseline_LevelRisesForGood_FollowsWithinTheHour()
    {
        var tracker = Create();
        Learn(tracker, 10, windows: 60);
        Learn(tracker, 100, windows: 360);

        Assert.Equal(100e6, tracker.Recent.Mean.Mean, 5e6);
    }

    [Fact]
    public void Baseline_ServiceStartsSlow_ForgetsTheStart()
    {
        var tracker = Create();
        Learn(tracker, 80, windows: 1);
        Learn(tracker, 5, windows: 5);

        var baseline = tracker.Baseline()!;
        Assert.Equal(5e6, baseline.MeanNs, 0.01e6);
        Assert.Equal(5e6, baseline.LargestMeanNs, 0.01e6);
    }

    [Fact]
    public void Baseline_CreepsUpForHours_StaysAtTheSlowReference()
    {
        var tracker = Create();
        Learn(tracker, 10, windows: 1000);
        var levelMs = 10.0;
        for (var window = 0; window < 1080; window++)
        {
            levelMs *= 1.001;
            Learn(tracker, levelMs, windows: 1);
        }

        Assert.True(tracker.Drifted);
        Assert.True(tracker.Recent.Mean.Mean > 0.9 * levelMs * 1e6);
        Assert.True(tracker.Baseline()!.MeanNs < 0.75 * levelMs * 1e6);
    }

    [Fact]
    public void Baseline_LevelFalls_FollowsDown()
    {
        var tracker = Create();
        Learn(tracker, 20, windows: 1000);
        Learn(tracker, 10, windows: 200);

        Assert.False(tracker.Drifted);
        Assert.Equal(10e6, tracker.Baseline()!.MeanNs, 1e6);
    }

    private static SignalTracker Create() => new() { Signal = Signal.Turn };

    private static void Learn(SignalTracker tracker, double milliseconds, int windows)
    {
        for (var window = 0; window < windows; window++)
        {
            tracker.Learn(Deltas.Histogram(milliseconds, count: 20));
        }
    }
}
