using MeshLens.Core.Baselines;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification;

/// <summary>Pressure stall information says why a process is slow, and never that it is.</summary>
public sealed class PressureTests
{
    private const string Sentence = "stood still 34 % of the time for lack of disk I/O";

    private static TestEdge SlowHandler() =>
        TestEdge.Well().Timed(End.Client, Signal.Turn, 25, 400).Timed(End.Server, Signal.Service, 24.6, 400);

    private static TestEdge SlowQueue() =>
        TestEdge.Well().Timed(End.Client, Signal.Turn, 25, 400).Timed(End.Server, Signal.Queueing, 20.1, 400);

    private static TestEdge LateCaller() => TestEdge.Well().Timed(End.Client, Signal.Pickup, 30, 400);

    [Fact]
    public void SlowHandler_UnderPressure_SaysSo() =>
        AssertSaid(Cause.SlowHandler, SlowHandler(), SlowHandler().Stalled(End.Server, io: 0.34));

    [Fact]
    public void Queueing_UnderPressure_SaysSo() => AssertSaid(Cause.Queueing, SlowQueue(), SlowQueue().Stalled(End.Server, io: 0.34));

    [Fact]
    public void Caller_UnderPressure_SaysSo() => AssertSaid(Cause.Caller, LateCaller(), LateCaller().Stalled(End.Client, io: 0.34));

    [Fact]
    public void Pressure_WithoutSlowness_IsNothing() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Stalled(End.Server, io: 0.9).Stalled(End.Client, io: 0.9).Judge().Cause);

    [Fact]
    public void Pressure_AsUsual_ExplainsNothing() => Assert.DoesNotContain(
        SlowHandler().Stalled(End.Server, io: 0.34, usual: 0.3).Classify().Diagnosis.Evidence,
        e => e.Signal.StartsWith("process.pressure", StringComparison.Ordinal));

    [Fact]
    public void RunQueue_OfASlowHandler_IsEvidence() =>
        Assert.Contains(SlowHandler().Pressed(End.Server, runQueue: 0.4).Classify().Diagnosis.Evidence, e => e.Signal == "process.run_queue");

    [Fact]
    public void Baseline_OfPressure_IsLearned()
    {
        var baseline = new PressureBaseline();
        var window = new HostPressure { IntervalNs = 1, CpuPressure = 0.1, MemoryPressure = 0.2, IoPressure = 0.3 };
        for (var i = 0; i < 20; i++)
        {
            baseline.Learn(window);
        }

        var beside = baseline.Beside(window);

        Assert.Equal(0.1, beside.CpuPressure!.Mean, 0.001);
        Assert.Equal(0.2, beside.MemoryPressure!.Mean, 0.001);
        Assert.Equal(0.3, beside.IoPressure!.Mean, 0.001);
    }

    private static void AssertSaid(Cause cause, TestEdge without, TestEdge with)
    {
        var diagnosis = with.Classify().Diagnosis;

        Assert.Equal(cause, diagnosis.Verdict.Cause);
        Assert.Contains(Sentence, diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, e => e is { Signal: "process.pressure.io", Value: 34 });
        Assert.True(diagnosis.Verdict.Confidence > without.Judge().Confidence);
    }
}
