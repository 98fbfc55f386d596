using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

public sealed class NoWayRuleTests
{
    private static TestEdge Create() => TestEdge.Well()
        .Without(End.Client, Signal.Turn, Signal.Pickup, Signal.Handshake)
        .Without(End.Server, Signal.Queueing, Signal.Service);

    [Theory]
    [InlineData(FailureReason.HostUnreachable, "host does not answer", "node is up", "host-unreachable")]
    [InlineData(FailureReason.NetworkUnreachable, "router on the way", "traceroute", "network-unreachable")]
    [InlineData(FailureReason.NoRoute, "caller's own host has no route", "routing table", "no-route")]
    [InlineData(FailureReason.PermissionDenied, "policy on the caller's own host", "prohibit route", "permission-denied")]
    public void Reason_AFew_SaysWhoSaysItAndWhereToLook(FailureReason reason, string who, string where, string name)
    {
        var diagnosis = Create().Failed(reason, 3).Classify().Diagnosis;

        Assert.Equal((Cause.NetworkUnreachable, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Contains(who, diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains(where, Assert.Single(diagnosis.NextSteps), StringComparison.Ordinal);
        Assert.Contains(diagnosis.Evidence, e => e.Signal == $"tcp.connect.failures.{name}" && e.Value == 3);
    }

    [Fact]
    public void Reasons_Mixed_TheMostFrequentSpeaksAndEachIsCounted()
    {
        var diagnosis = Create().Failed(FailureReason.NoRoute, 2).Failed(FailureReason.PermissionDenied, 9).Classify().Diagnosis;

        Assert.Contains("policy", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("9 not permitted on the caller's host, 2 without a route", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_Once_IsNothing() =>
        Assert.NotEqual(VerdictClass.Network, Create().Failed(FailureReason.PermissionDenied, 1).Judge().Class);
}
