using MeshLens.Core.Baselines;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

public sealed class EdgeStateTests
{
    private const long First = 180_000_000;

    private readonly ScriptedClassifier _classifier = new();

    [Fact]
    public void Close_WindowEnded_ClassifiesItOnce()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First, 5)), First);

        Assert.False(Close(edge, First));
        Assert.True(Close(edge, First + 1));
        Assert.False(Close(edge, First + 1));

        var seen = Assert.Single(_classifier.Seen);
        Assert.Equal(First, seen.Window);
        Assert.Equal(Deltas.Source, seen.Source);
        Assert.Equal(VerdictClass.Healthy, edge.Diagnosis.Verdict.Class);
    }

    [Fact]
    public void Close_SeveralWindowsOpen_ClosesThemInOrder()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First + 2, 5), Deltas.Turns(First, 5), Deltas.Turns(First + 1, 5)), First + 2);

        Close(edge, First + 3);

        Assert.Equal([First, First + 1, First + 2], _classifier.Seen.Select(snapshot => snapshot.Window));
    }

    [Fact]
    public void Apply_WindowAlreadyClosed_CountsTheRowsAndSaysSo()
    {
        var edge = Create();
        Feed(edge, First, 5);
        edge.Apply(Deltas.Of(Deltas.Turns(First, 500)), First + 1);
        Feed(edge, First + 1, 5);

        Assert.Equal(2, edge.LateRows);
        Assert.Contains(edge.Diagnosis.Notes, note => note.Contains("came after their window had closed", StringComparison.Ordinal));
        Assert.Equal(5e6, _classifier.Seen[^1].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Histogram.MeanNs);
    }

    [Fact]
    public void Apply_WindowFarAhead_IsRefusedAndCounted()
    {
        var edge = Create();
        edge.Apply(Deltas.Of(Deltas.Turns(First + 1000, 5)), First);

        Assert.Equal(2, edge.MisdatedRows);
        Assert.Null(edge.NextToClose);
    }

    [Fact]
    public void Close_NextWindow_IsComparedWithItsBaseline()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: Pace.EnoughWindows + 2);

        var baseline = _classifier.Seen[^1].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline;

        Assert.Null(_classifier.Seen[0].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline);
        Assert.Equal(Pace.EnoughWindows, baseline!.Windows);
        Assert.Equal(5e6, baseline.MeanNs, 5e6 * 0.001);
    }

    [Fact]
    // The last quiet window is left out: a fault that began at its end would have stained it.
    public void Close_SlowWindows_TeachTheBaselineNothing()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: 30);
        FeedMany(edge, First + 30, 200, windows: 100);

        var baseline = _classifier.Seen[^1].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline!;

        Assert.Equal(29, baseline.Windows);
        Assert.Equal(5e6, baseline.MeanNs, 5e6 * 0.001);
    }

    [Fact]
    public void Close_SlowForHours_RebasesAndSaysSo()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: 30);
        FeedMany(edge, First + 30, 200, windows: BaselineKeeper.RebaseAfter - 1);
        Assert.Equal(VerdictClass.Application, edge.Diagnosis.Verdict.Class);

        FeedMany(edge, First + 29 + BaselineKeeper.RebaseAfter, 200, windows: 2);

        Assert.Equal(VerdictClass.Healthy, edge.Diagnosis.Verdict.Class);
        Assert.Contains(edge.Diagnosis.Notes, note => note.Contains("from 5.0 ms to 200.0 ms", StringComparison.Ordinal));
        Assert.Equal(IncidentEnd.Rebased, edge.Incidents[^1].End);
    }

    [Fact]
    public void Close_FailingForHours_NeverRebases()
    {
        _classifier.SlowCause = Cause.NetworkUnreachable;
        _classifier.SlowSymptom = Symptom.Failures;
        var edge = Create();
        FeedMany(edge, First, 5, windows: 30);
        FeedMany(edge, First + 30, 200, windows: BaselineKeeper.RebaseAfter * 2);

        Assert.Equal(VerdictClass.Network, edge.Diagnosis.Verdict.Class);
    }

    [Fact]
    public void Close_TrafficStops_FallsSilentInsteadOfStuck()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: 5);
        FeedMany(edge, First + 5, 200, windows: 3);
        Assert.Equal(VerdictClass.Application, edge.Diagnosis.Verdict.Class);

        Close(edge, First + 8 + EdgeState.SilentAfter + 1);

        Assert.True(edge.IsSilent);
        Assert.Null(edge.NextToClose);
        Assert.Equal(VerdictClass.Undetermined, edge.Diagnosis.Verdict.Class);
        Assert.Contains("until then the edge was application/slow-handler", edge.Diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Equal(VerdictClass.Undetermined, edge.Summary!.Class);
        Assert.Equal(IncidentEnd.NoTraffic, edge.Incidents[^1].End);
        Assert.Equal(WindowGrid.EndOf(First + 7), edge.Incidents[^1].Until);
    }

    [Fact]
    public void Close_TrafficComesBack_WakesUp()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: 5);
        Close(edge, First + 100);
        var classifiedBefore = _classifier.Seen.Count;

        Feed(edge, First + 5000, 5);

        Assert.False(edge.IsSilent);
        Assert.Equal(classifiedBefore + 1, _classifier.Seen.Count);
        Assert.Equal(VerdictClass.Healthy, edge.Diagnosis.Verdict.Class);
    }

    [Fact]
    public void Incidents_SlowThenWell_HaveBeginAndEnd()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: 5);
        FeedMany(edge, First + 5, 200, windows: 3);
        FeedMany(edge, First + 8, 5, windows: 2);

        var incident = Assert.Single(edge.Incidents);
        Assert.Equal(Cause.SlowHandler, incident.Cause);
        Assert.Equal(WindowGrid.StartOf(First + 5), incident.Since);
        Assert.Equal(WindowGrid.EndOf(First + 7), incident.Until);
        Assert.Equal(IncidentEnd.Recovered, incident.End);
        Assert.Equal(200, incident.PeakExcessMs, 0.5);
    }

    [Fact]
    public void Incidents_Many_KeepTheLast()
    {
        var edge = Create();
        for (var round = 0; round < IncidentLogMax + 5; round++)
        {
            Feed(edge, First + (2 * round), 200);
            Feed(edge, First + (2 * round) + 1, 5);
        }

        Assert.Equal(IncidentLogMax, edge.Incidents.Count);
        Assert.Equal(WindowGrid.StartOf(First + (2 * (IncidentLogMax + 4))), edge.Incidents[^1].Since);
    }

    [Fact]
    public void Recall_ShortAbsence_CarriesVerdictBaselinesAndIncidentsOn()
    {
        var before = Create();
        FeedMany(before, First, 5, windows: 30);
        FeedMany(before, First + 30, 200, windows: 3);

        var after = Create();
        after.Recall(before.Remember(), WindowGrid.EndOf(First + 32), now: First + 36);
        FeedMany(after, First + 36, 200, windows: 2);

        Assert.Equal(WindowGrid.StartOf(First + 30), Assert.Single(after.Incidents).Since);
        Assert.Equal(IncidentEnd.Open, after.Incidents[0].End);
        Assert.Equal(29, _classifier.Seen[^1].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline!.Windows);
        Assert.Contains(after.Diagnosis.Notes, note => note.Contains("are from 30 s before", StringComparison.Ordinal));
        Assert.NotEmpty(_classifier.Seen[^1].Recent);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(-5000)]
    public void Recall_LongAbsenceOrClockSetBack_KeepsBaselinesAndEndsIncidents(int windowsLater)
    {
        var before = Create();
        FeedMany(before, First, 5, windows: 30);
        FeedMany(before, First + 30, 200, windows: 3);

        var after = Create();
        after.Recall(before.Remember(), WindowGrid.EndOf(First + 32), now: First + 33 + windowsLater);
        Feed(after, First + 33 + windowsLater, 5);

        Assert.Equal(IncidentEnd.NotWatched, Assert.Single(after.Incidents).End);
        Assert.Equal(29, _classifier.Seen[^1].Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline!.Windows);
        Assert.Equal(VerdictClass.Healthy, after.Diagnosis.Verdict.Class);
    }

    [Fact]
    public void History_MoreThanAnHour_KeepsTheLastHour()
    {
        var edge = Create();
        FeedMany(edge, First, 5, windows: WindowGrid.Hour + 50);

        var history = edge.History();

        Assert.Equal(WindowGrid.Hour, history.Count);
        Assert.Equal(First + 50, history[0].Window);
        Assert.Equal(First + 49 + WindowGrid.Hour, history[^1].Window);
        Assert.Equal(5, history[^1].MeanMs, 0.01);
        Assert.Equal(Cause.Healthy, history[^1].Cause);
    }

    [Fact]
    public void Coverage_OneEndFallsSilent_IsPartial()
    {
        var edge = Create();
        for (var window = First; window < First + 3; window++)
        {
            var server = new WindowDelta { Window = window, End = End.Server, Signals = [new(Signal.Service, Deltas.Histogram(2, 5))] };
            edge.Apply(Deltas.Of(Deltas.Turns(window, 5), server), window);
            Close(edge, window + 1);
        }

        FeedMany(edge, First + 3, 5, windows: 2);

        Assert.Equal([true, false, false, false, true], _classifier.Seen.Select(snapshot => snapshot.Coverage.Partial));
        Assert.True(_classifier.Seen[4].Coverage.ServerSeen);
    }

    private const int IncidentLogMax = 32;

    private EdgeState Create() => new(Deltas.Edge, _classifier.Classify);

    private static bool Close(EdgeState edge, long firstOpen) => edge.Close(firstOpen, _ => []);

    private static void Feed(EdgeState edge, long window, double milliseconds)
    {
        edge.Apply(Deltas.Of(Deltas.Turns(window, milliseconds)), window);
        Close(edge, window + 1);
    }

    private static void FeedMany(EdgeState edge, long first, double milliseconds, int windows)
    {
        for (var window = first; window < first + windows; window++)
        {
            Feed(edge, window, milliseconds);
        }
    }
}
