using MeshLens.Core.Baselines;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Windows;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Baselines;

public sealed class LegBaselineTests
{
    [Fact]
    public void Of_CounterNeverSeen_WasZero()
    {
        var baseline = Create();
        Learn(baseline, windows: 5);

        var rate = baseline.Of(Counter.DataRetransmits)!;
        Assert.Equal((5, 0.0, 0.0), (rate.Windows, rate.Mean, rate.Largest));
    }

    [Fact]
    public void Of_CounterMissingFromWindows_CountsThemAsZero()
    {
        var baseline = Create();
        Learn(baseline, windows: 9);
        Learn(baseline, windows: 1, new CounterMeasurement(Counter.ConnectAttempts, 10, null));

        var rate = baseline.Of(Counter.ConnectAttempts)!;
        Assert.Equal(10, rate.Windows);
        Assert.Equal(1, rate.Mean, 0.001);
        Assert.Equal(10, rate.Largest);
    }

    [Fact]
    public void Of_FailuresOfOneWindow_AreNotUsual()
    {
        var baseline = Create();
        Learn(baseline, windows: 30);
        Learn(baseline, windows: 1, new CounterMeasurement(Counter.FailuresTimedOut, 300, null));

        var rate = baseline.Of(Counter.FailuresTimedOut)!;
        Assert.InRange(rate.Mean, 0.01, 0.2);
        Assert.InRange(rate.Largest, 1, 5);
    }

    [Fact]
    public void IsNew_BesideReplicasThatWereUsed_IsWhoWasNotAmongThem()
    {
        var baseline = Create();
        Assert.False(baseline.IsNew("10.0.0.1:8080"));

        baseline.Learn(LegLesson.Of(new() { Endpoints = [Replica("10.0.0.1:8080", 5)] }), 1);

        Assert.False(baseline.IsNew("10.0.0.1:8080"));
        Assert.True(baseline.IsNew("10.0.0.2:8080"));
        Assert.False(baseline.IsNew(LegWindow.OtherEndpoints));
        Assert.Null(baseline.Of("10.0.0.1:8080", Signal.Turn));
    }

    [Fact]
    public void IsNew_WhereNotAllAreRemembered_IsNobody()
    {
        var baseline = Create();
        baseline.Learn(LegLesson.Of(new() { Endpoints = [.. Enumerable.Range(1, LegBaseline.MaxEndpoints).Select(static number => Replica($"10.0.0.{number}:8080", 5))] }), 1);

        Assert.False(baseline.IsNew("10.0.1.1:8080"));
    }

    [Fact]
    public void Learn_SeveralReplicas_RemembersTheLastOnes()
    {
        var baseline = Create();
        for (var window = 1; window <= 20; window++)
        {
            var leg = new LegMeasurement
            {
                Endpoints = [Replica($"old-{window}", 5), Replica("steady", 7)],
            };
            baseline.Learn(LegLesson.Of(leg), window);
        }

        Assert.Equal(LegBaseline.MaxEndpoints, baseline.Endpoints.Count);
        Assert.Equal(20, baseline.Of("steady", Signal.Turn)!.Windows);
        Assert.Null(baseline.Of("old-1", Signal.Turn));
    }

    private static LegBaseline Create() => new();

    private static EndpointMeasurement Replica(string name, double milliseconds) =>
        new() { Endpoint = name, Signals = [new(Signal.Turn, Deltas.Histogram(milliseconds, 5), null)] };

    private static void Learn(LegBaseline baseline, int windows, params CounterMeasurement[] counters)
    {
        for (var window = 0; window < windows; window++)
        {
            baseline.Learn(LegLesson.Of(new LegMeasurement { Counters = [.. counters] }), window);
        }
    }
}
