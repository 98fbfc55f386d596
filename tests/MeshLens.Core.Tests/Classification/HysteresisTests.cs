using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

public sealed class HysteresisTests
{
    private static readonly VerdictState Convicted = new()
    {
        Cause = Cause.SlowHandler,
        Symptom = Symptom.Growth,
        SinceWindow = TestEdge.Window - 5,
        LastSeenWindow = TestEdge.Window - 1,
        Confidence = 0.9,
    };

    // A fifth of the requests are slower: worth a second look, no more.
    private static TestEdge Doubtful() => TestEdge.Well()
        .Timed(End.Client, Signal.Turn, 5, 340).And(End.Client, Signal.Turn, 15, 60)
        .Timed(End.Server, Signal.Service, 4.6, 340).And(End.Server, Signal.Service, 14.6, 60);

    private static TestEdge Silent() => TestEdge.Well()
        .Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake)
        .Without(End.Server, Signal.Queueing, Signal.Service);

    [Fact]
    public void WeakSuspicion_Once_ConvictsNobodyButTeachesNothing()
    {
        var window = Doubtful().Classify();

        Assert.Equal(Cause.Healthy, window.Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.SlowHandler, window.Window.Suspect);
        Assert.False(window.Quiet);
    }

    [Fact]
    public void WeakSuspicion_InTheFirstWindowOfAnEdge_BeginsThere() =>
        Assert.Equal(TestEdge.Window, Doubtful().After(VerdictState.Initial).Classify().State.SinceWindow);

    [Fact]
    public void WeakSuspicion_ThreeTimes_ConvictsSinceTheFirst()
    {
        var windows = Repeat.Windows(Doubtful(), 3);

        Assert.Equal(Cause.Healthy, windows[1].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.SlowHandler, windows[2].Diagnosis.Verdict.Cause);
        Assert.Equal(TestEdge.Window, windows[2].State.SinceWindow);
    }

    [Fact]
    public void QuietWindow_WithNormalTraffic_Acquits() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().After(Convicted).Judge().Cause);

    [Fact]
    public void QuietWindow_WithLittleTraffic_AcquitsTheSecondTime()
    {
        var edge = TestEdge.Well().Timed(End.Client, Signal.Turn, 5, 20).Timed(End.Server, Signal.Service, 4.6, 20).After(Convicted);

        var windows = Repeat.Windows(edge, 2);

        Assert.Equal(Cause.SlowHandler, windows[0].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.Healthy, windows[1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Silence_AfterAVerdict_AcquitsNobodyAndIsForgottenInTime()
    {
        var windows = Repeat.Windows(Silent().After(Convicted), 4);

        Assert.Equal(Cause.SlowHandler, windows[0].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.Undetermined, windows[^1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void Verdict_StillThere_KeepsItsBeginning()
    {
        var window = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 25, 400).Timed(End.Server, Signal.Service, 24.6, 400)
            .After(Convicted).Classify();

        Assert.Equal(TestEdge.Window - 5, window.State.SinceWindow);
        Assert.Equal(TestEdge.Window, window.State.LastSeenWindow);
    }

    [Fact]
    public void AnotherCause_ForOneWindow_DoesNotOverturnAVerdict()
    {
        var edge = TestEdge.Well().Timed(End.Client, Signal.Pickup, 40, 400).After(Convicted);

        var windows = Repeat.Windows(edge, 2);

        Assert.Equal(Cause.SlowHandler, windows[0].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.Caller, windows[1].Diagnosis.Verdict.Cause);
    }

    [Fact]
    public void HealthyEdge_WithoutTrafficForAMinute_IsNoLongerKnown()
    {
        var windows = Repeat.Windows(Silent(), 7);

        Assert.Equal(Cause.Healthy, windows[0].Diagnosis.Verdict.Cause);
        Assert.Equal(Cause.Undetermined, windows[^1].Diagnosis.Verdict.Cause);
    }
}
