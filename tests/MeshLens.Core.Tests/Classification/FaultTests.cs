using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

/// <summary>
/// The faults of the demonstration, and some more, over ordinary mixed traffic: each begins anywhere in a window, so that the
/// first window that shows it is stained only in part.
/// </summary>
public sealed class FaultTests
{
    private const int Runs = 6;
    private const int QuietWindows = 20;
    private const double LatenessSeconds = 2;

    [Theory]
    [InlineData(FaultKind.PathDelay, 10, "network/rtt")]
    [InlineData(FaultKind.PathDelay, 100, "network/rtt")]
    [InlineData(FaultKind.SynLoss, 0.3, "network/syn-loss")]
    [InlineData(FaultKind.SynLoss, 0.6, "network/syn-loss")]
    [InlineData(FaultKind.DataLoss, 0.03, "network/retransmission")]
    [InlineData(FaultKind.DataLoss, 0.15, "network/retransmission")]
    [InlineData(FaultKind.SlowHandler, 30, "application/slow-handler")]
    [InlineData(FaultKind.SlowHandler, 500, "application/slow-handler")]
    [InlineData(FaultKind.SlowReplica, 50, "application/bad-endpoint")]
    [InlineData(FaultKind.FarReplica, 30, "network/bad-endpoint")]
    [InlineData(FaultKind.FullAcceptQueue, 0.3, "application/backlog")]
    [InlineData(FaultKind.FullAcceptQueue, 0.9, "application/backlog")]
    [InlineData(FaultKind.StarvedCaller, 15, "application/caller")]
    [InlineData(FaultKind.StarvedCaller, 80, "application/caller")]
    [InlineData(FaultKind.Unreachable, 1, "network/unreachable")]
    [InlineData(FaultKind.Refused, 1, "application/refused")]
    [InlineData(FaultKind.Queueing, 20, "application/queueing")]
    [InlineData(FaultKind.Throttled, 50, "application/cpu-throttled")]
    public void Fault_AtAnyOnset_IsNamedInTimeAndForgottenInTime(FaultKind kind, double amount, string cause)
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            AssertRightInTime(kind, amount, cause, seed);
        }
    }

    [Fact]
    public void SlowReplica_BesideAQuickOne_IsAnImbalance()
    {
        var run = new EdgeRun(
            new TrafficProfile { Replicas = 2 }, seed: 3, new Fault(FaultKind.SlowReplica, 40, 200, double.PositiveInfinity));

        Assert.Equal(Symptom.Imbalance, run.Steps(QuietWindows + 2).Symptom);
    }

    private static void AssertRightInTime(FaultKind kind, double amount, string cause, int seed)
    {
        var random = new Random(seed);
        var (from, to) = (200 + (10 * random.NextDouble()), 260 + (10 * random.NextDouble()));
        var profile = Profiles.Ordinary(random) with { Replicas = kind is FaultKind.SlowReplica or FaultKind.FarReplica ? 3 : 1 };
        var run = new EdgeRun(profile, seed, new Fault(kind, amount, from, to));
        Assert.Equal(Cause.Healthy, run.Steps(QuietWindows).Cause);

        double? named = null, forgotten = null;
        for (var end = 210.0 + LatenessSeconds; end < 310; end += 10)
        {
            var verdict = run.Step();
            Assert.True(
                verdict.Cause.Name is null || verdict.Cause.ToString() == cause, $"seed {seed}, {profile}: {verdict.Summary}");
            named ??= verdict.Cause.Name is null ? null : end - from;
            forgotten ??= end > to + LatenessSeconds && verdict.Cause == Cause.Healthy ? end - to : null;
        }

        Assert.True(named <= 30, $"seed {seed}, {profile}: named after {named} s");
        Assert.True(forgotten <= 30, $"seed {seed}, {profile}: forgotten after {forgotten} s");
    }
}
