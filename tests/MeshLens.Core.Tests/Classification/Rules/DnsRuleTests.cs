using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>A look-up comes before the connect: an edge feels it only by connections that come later or not at all.</summary>
public sealed class DnsRuleTests
{
    private static TestEdge Create(ulong connects) => TestEdge.Well()
        .Timed(End.Client, Signal.Handshake, 0.3, (int)connects, usualMs: 0.3, usualCount: 100)
        .Counted(End.Client, Counter.ConnectAttempts, connects, usual: 100);

    [Fact]
    public void SlowAnswers_WhileConnectionsBecomeFewer_AreTheCause()
    {
        var window = Create(connects: 40).Asked(answerMs: 400, answered: 40, usualMs: 1).Classify();

        Assert.Equal(Cause.NetworkDns, window.Diagnosis.Verdict.Cause);
        Assert.Contains(window.Diagnosis.Evidence, e => e is { Signal: "tcp.connects", Value: 40, Baseline: 100 });
    }

    [Fact]
    public void SlowAnswers_WhileConnectsGoOnAsEver_AreSaidAndBlameNobody()
    {
        var window = Create(connects: 100).Asked(answerMs: 400, answered: 100, usualMs: 1).Classify();

        Assert.Equal(Cause.Healthy, window.Diagnosis.Verdict.Cause);
        Assert.Contains(window.Diagnosis.Missing, missing => missing.Contains("name server 10.96.0.10:53 takes 400 ms", StringComparison.Ordinal));
    }

    [Fact]
    public void SlowAnswers_ForACallerThatMakesNoConnections_AreNothing() =>
        Assert.Equal(
            Cause.Healthy,
            TestEdge.Well().Without(End.Client, Signal.Handshake).Asked(answerMs: 400, answered: 100, usualMs: 1).Judge().Cause);

    [Fact]
    public void UnansweredQuestions_WhileConnectionsBecomeFewer_AreFailures()
    {
        var verdict = Create(connects: 20).Asked(answerMs: 1, answered: 5, usualMs: 1, unanswered: 40).Judge();

        Assert.Equal(Cause.NetworkDns, verdict.Cause);
        Assert.Equal(Symptom.Failures, verdict.Symptom);
    }

    [Fact]
    public void UnansweredQuestions_WhenNoConnectIsMadeAnyMore_AreFailures()
    {
        var edge = TestEdge.Well()
            .Without(End.Client, Signal.Handshake)
            .Asked(answerMs: 1, answered: 5, usualMs: 1, unanswered: 40);
        edge.Snapshot.Recent = [new() { Window = TestEdge.Window - 1, Connections = 100 }];

        Assert.Equal(Cause.NetworkDns, edge.Judge().Cause);
    }

    [Fact]
    public void UnansweredQuestions_WhileConnectsGoOnAsEver_AreAnotherEdgesTrouble() =>
        Assert.Equal(Cause.Healthy, Create(connects: 100).Asked(answerMs: 1, answered: 5, usualMs: 1, unanswered: 40).Judge().Cause);

    [Fact]
    public void NameErrors_OfSearchLists_AreNothing() =>
        Assert.Equal(Cause.Healthy, Create(connects: 100).Asked(answerMs: 1, answered: 100, usualMs: 1, nameErrors: 300).Judge().Cause);
}
