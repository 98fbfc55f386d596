using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class DnsRuleTests
{
    [Fact]
    public void SlowAnswers_BeforeNewConnections_AreTheCause() =>
        Assert.Equal(Cause.NetworkDns, TestEdge.Well().Asked(answerMs: 400, answered: 100, usualMs: 1).Judge().Cause);

    [Fact]
    public void SlowAnswers_ForACallerThatMakesNoConnections_AreNothing() =>
        Assert.Equal(
            Cause.Healthy,
            TestEdge.Well().Without(End.Client, Signal.Handshake).Asked(answerMs: 400, answered: 100, usualMs: 1).Judge().Cause);

    [Fact]
    public void UnansweredQuestions_AreFailures()
    {
        var verdict = TestEdge.Well().Asked(answerMs: 1, answered: 5, usualMs: 1, unanswered: 40).Judge();

        Assert.Equal(Cause.NetworkDns, verdict.Cause);
        Assert.Equal(Symptom.Failures, verdict.Symptom);
    }

    [Fact]
    public void NameErrors_OfSearchLists_AreNothing() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Asked(answerMs: 1, answered: 100, usualMs: 1, nameErrors: 300).Judge().Cause);
}
