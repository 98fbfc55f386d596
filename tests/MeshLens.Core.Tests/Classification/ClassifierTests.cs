using System.Text.Json;
using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification;

public sealed class ClassifierTests
{
    [Fact]
    public void Edge_AsEver_IsHealthyAndTeaches()
    {
        var window = TestEdge.Well().Classify();

        Assert.Equal(Cause.Healthy, window.Diagnosis.Verdict.Cause);
        Assert.True(window.Quiet);
        Assert.Empty(window.Diagnosis.Missing);
        Assert.Equal(default, window.Diagnosis.Latency.Shares);
    }

    [Fact]
    public void Edge_NeverSeenWell_IsNotJudgedAndSharesAreThoseOfTheTime()
    {
        var edge = TestEdge.Well(baselineWindows: 0).After(VerdictState.Initial);

        var diagnosis = edge.Classify().Diagnosis;

        Assert.Equal(Cause.Undetermined, diagnosis.Verdict.Cause);
        Assert.Equal(Symptom.None, diagnosis.Verdict.Symptom);
        Assert.Null(diagnosis.Latency.BaselineMs);
        Assert.InRange(diagnosis.Latency.Shares.Application, 0.9, 0.95);
        Assert.Contains(diagnosis.Missing, missing => missing.StartsWith("a baseline", StringComparison.Ordinal));
    }

    [Fact]
    public void Edge_NeverSeenWell_IsConvictedByWhatNeedsNoBaseline()
    {
        var verdict = TestEdge.Well(baselineWindows: 0)
            .Failed(FailureReason.Refused, 20)
            .After(VerdictState.Initial)
            .Judge();

        Assert.Equal(Cause.Refused, verdict.Cause);
    }

    [Fact]
    public void Edge_WithTooFewRequests_IsNotJudged()
    {
        var edge = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 500, 2).Timed(End.Client, Signal.Pickup, 0.1, 2)
            .Timed(End.Server, Signal.Service, 499, 2).Timed(End.Server, Signal.Queueing, 0.1, 2)
            .Without(End.Client, Signal.Handshake)
            .After(VerdictState.Initial);

        Assert.Equal(Cause.Undetermined, edge.Judge().Cause);
    }

    [Theory]
    [InlineData(TurnsUnavailable.Multiplexed, "HTTP/2")]
    [InlineData(TurnsUnavailable.Upgraded, "WebSocket")]
    [InlineData(TurnsUnavailable.Spliced, "spliced")]
    [InlineData(TurnsUnavailable.ServerFirst, "pushes unasked")]
    [InlineData(TurnsUnavailable.TlsMayMultiplex, "TLS")]
    [InlineData(TurnsUnavailable.AdoptedMidway, "older than the agent")]
    [InlineData(TurnsUnavailable.Split, "several requests")]
    [InlineData(TurnsUnavailable.Other, "rhythm")]
    public void TurnsUnavailable_AreNamedWithTheReason(TurnsUnavailable reason, string word)
    {
        var window = TestEdge.Well().Without(End.Client, Signal.Turn, Signal.Pickup).WithoutTurns(reason, 7).Classify();

        Assert.Contains(window.Diagnosis.Missing, missing =>
            missing.Contains("7 connections", StringComparison.Ordinal) && missing.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void TurnsUnavailable_EveryReason_IsNamedForEitherEnd()
    {
        foreach (var reason in Enum.GetValues<TurnsUnavailable>().Where(reason => reason != TurnsUnavailable.None))
        {
            var counter = (Counter)((byte)Counter.TurnsUnavailableBase + (byte)reason);

            var missing = TestEdge.Well().Counted(End.Client, counter, 3).Counted(End.Server, counter, 4).Classify().Diagnosis.Missing;

            Assert.Contains(missing, said => said.StartsWith("turns of 3 connections:", StringComparison.Ordinal));
            Assert.Contains(missing, said => said.StartsWith("turns of 4 connections at the destination's end:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void TurnsUnavailable_DoNotHideALongerPath() =>
        Assert.Equal(
            Cause.NetworkRtt,
            TestEdge.Well()
                .Without(End.Client, Signal.Turn, Signal.Pickup).Without(End.Server, Signal.Queueing, Signal.Service)
                .Timed(End.Client, Signal.Handshake, 40, 100)
                .Judge().Cause);

    [Fact]
    public void Shares_OfTwoCauses_AddUpAndFollowTheMilliseconds()
    {
        var shares = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 35, 400)
            .Timed(End.Server, Signal.Service, 14.6, 400)
            .Timed(End.Client, Signal.Handshake, 20.3, 100)
            .Classify().Diagnosis.Latency.Shares;

        Assert.Equal(1, shares.Network + shares.Application + shares.Unexplained, 3);
        Assert.Equal(25 / 35.0, shares.Network, 2);
        Assert.Equal(10 / 35.0, shares.Application, 2);
    }

    [Fact]
    public void Excess_OfTheWindow_IsTheSumOfItsComponents()
    {
        var latency = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 35, 400)
            .Timed(End.Server, Signal.Service, 14.6, 400)
            .Timed(End.Client, Signal.Handshake, 20.3, 100)
            .Classify().Diagnosis.Latency;

        Assert.Equal(latency.ObservedMs!.Value.Mean - latency.BaselineMs!.Value.Mean, latency.ExcessMs, 0.01);
        Assert.Equal(latency.ObservedMs.Value.Mean, latency.Components.Sum(c => c.Ms), 0.01);
        Assert.Equal(latency.ExcessMs, latency.Components.Sum(c => c.Ms - c.BaselineMs ?? 0), 0.01);
    }

    [Fact]
    public void Snapshot_ReplayedFromJson_GivesTheSameDiagnosis()
    {
        var edge = TestEdge.Well()
            .Timed(End.Client, Signal.Handshake, 50.3, 100).Timed(End.Client, Signal.Turn, 55, 400)
            .Pressed(End.Client).Asked(1, 50, 1)
            .Beside(SiblingRelation.SameSource, "frontend", "orders", Cause.Healthy, new(Handshake: Shift.Steady, default, default, default, default, default))
            .Seen(new() { Local = "10.0.0.9:41000", Remote = "10.0.0.1:8080", TurnNs = 70_000_000 });

        var recorded = JsonSerializer.Serialize(edge.Snapshot, SnapshotJson.Default.EdgeSnapshot);
        var replayed = Classifier.Classify(JsonSerializer.Deserialize(recorded, SnapshotJson.Default.EdgeSnapshot)!);

        Assert.Equal(Json(edge.Classify()), Json(replayed));
    }

    private static string Json(ClassifiedWindow window) =>
        JsonSerializer.Serialize(window.Diagnosis, DiagnosisJson.Default.Diagnosis);
}
