using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class CallerRuleTests
{
    private static TestEdge Create() => TestEdge.Well().Timed(End.Client, Signal.Pickup, 30, 400);

    [Fact]
    public void Pickup_Shifted_IsTheCallerAndClearsEverybodyElse()
    {
        var window = Create().Pressed(End.Client, runQueue: 0.4).Classify();

        Assert.Equal(Cause.Caller, window.Diagnosis.Verdict.Cause);
        Assert.Contains(window.Diagnosis.Exonerated, e => e.Class == VerdictClass.Network);
        Assert.Contains(window.Diagnosis.Evidence, e => e.Signal == "process.run_queue");
        Assert.Equal("without the late reading the mean is 5.2 ms, not 35 ms", window.Diagnosis.Verdict.Without);
    }

    [Fact]
    public void Pickup_WithoutPressureFigures_IsStillTheCallerAndSaysWhatIsMissing()
    {
        var window = Create().Classify();

        Assert.Equal(Cause.Caller, window.Diagnosis.Verdict.Cause);
        Assert.Contains(window.Diagnosis.Missing, missing => missing.StartsWith("the caller's run-queue", StringComparison.Ordinal));
    }

    [Fact]
    public void StarvedCaller_OfASlowHandler_IsNotTheCauseUnlessItExplainsMore()
    {
        var verdict = TestEdge.Well()
            .Timed(End.Client, Signal.Pickup, 4, 400)
            .Timed(End.Client, Signal.Turn, 105, 400)
            .Timed(End.Server, Signal.Service, 104.6, 400)
            .Pressed(End.Client, runQueue: 0.4)
            .Judge();

        Assert.Equal(Cause.SlowHandler, verdict.Cause);
    }

    [Fact]
    public void Starvation_WithoutLateReading_IsNothing() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Pressed(End.Client, runQueue: 0.8).Judge().Cause);

    [Fact]
    public void LocalPorts_Exhausted_BelongToTheCaller()
    {
        var diagnosis = TestEdge.Well().Failed(FailureReason.NoLocalPort, 5).Classify().Diagnosis;

        Assert.Equal(Cause.Caller, diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.Failures, diagnosis.Verdict.Symptom);
        Assert.Contains("ip_local_port_range", Assert.Single(diagnosis.NextSteps), StringComparison.Ordinal);
    }
}
