using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>Three or four replicas of payments, each written down: what one of them does, or all.</summary>
public sealed class BalanceRulesTests
{
    private const string First = "10.0.0.1:8080";
    private const string Second = "10.0.0.2:8080";
    private const string Third = "10.0.0.3:8080";
    private const string Fourth = "10.0.0.4:8080";

    private static TestEdge OneSlow() => TestReplicas.Create((First, 4.6, 0.3, 133), (Second, 44.6, 0.3, 133), (Third, 4.6, 0.3, 134));

    private static TestEdge HalfFar() =>
        TestReplicas.Create((First, 4.6, 0.3, 100), (Second, 4.6, 0.3, 100), (Third, 4.6, 40.3, 100), (Fourth, 4.6, 40.3, 100));

    [Fact]
    public void Service_OfOneOfThree_IsABadEndpointThatIsNamedBesideTheOthers()
    {
        var diagnosis = OneSlow().Classify().Diagnosis;

        Assert.Equal((Cause.BadEndpoint, Symptom.Imbalance), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Contains("1 of 3 replicas is slow: 10.0.0.2:8080 takes", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Equal(
            (44.6, 4.6),
            (Math.Round(ValueOf(diagnosis, "endpoint[10.0.0.2:8080].server.mean"), 1), Math.Round(ValueOf(diagnosis, "endpoints.others.server.mean"), 1)));
        Assert.InRange(ValueOf(diagnosis, "endpoint[10.0.0.2:8080].share"), 33, 34);
        Assert.InRange(diagnosis.Latency.Shares.Application, 0.95, 1);
    }

    [Fact]
    public void Endpoints_OfAnEdgeWithABadOne_BeginWithIt()
    {
        var endpoints = OneSlow().In("a", First).Classify().Diagnosis.Endpoints;

        Assert.Equal([Second, Third, First], endpoints.Select(endpoint => endpoint.Address));
        Assert.Equal([EndpointState.Slow, EndpointState.Well, EndpointState.Well], endpoints.Select(endpoint => endpoint.State));
        Assert.Equal((133UL, 5.0, "a"), (endpoints[0].Requests, endpoints[0].BaselineMs, endpoints[2].Zone));
        Assert.Equal(1, endpoints.Sum(endpoint => endpoint.Share), 3);
    }

    [Fact]
    public void Service_OfAllReplicas_IsTheHandlerAndNoImbalance()
    {
        var verdict = TestReplicas.Create((First, 44.6, 0.3, 133), (Second, 44.6, 0.3, 133), (Third, 44.6, 0.3, 134)).Judge();

        Assert.Equal((Cause.SlowHandler, Symptom.Growth), (verdict.Cause, verdict.Symptom));
    }

    [Fact]
    public void Service_OfMostReplicas_IsTheHandler() =>
        Assert.Equal(Cause.SlowHandler, TestReplicas.Create((First, 44.6, 0.3, 133), (Second, 44.6, 0.3, 133), (Third, 4.6, 0.3, 134)).Judge().Cause);

    [Fact]
    public void Requests_SpreadUnevenlyWithoutHarm_AreNoTrouble()
    {
        var diagnosis = TestReplicas.Create((First, 4.6, 0.3, 360), (Second, 4.6, 0.3, 20), (Third, 4.6, 0.3, 20)).Classify().Diagnosis;

        Assert.Equal(Cause.Healthy, diagnosis.Verdict.Cause);
        Assert.Equal([0.9, 0.05, 0.05], diagnosis.Endpoints.Select(endpoint => endpoint.Share));
    }

    [Fact]
    public void Throttling_OfTheSlowReplica_IsStillTheCause() =>
        Assert.Equal(Cause.CpuThrottled, OneSlow().Pressed(End.Server, throttled: 0.3).Judge().Cause);

    [Fact]
    public void Path_ToOneOfThree_IsABadEndpointOfTheNetwork()
    {
        var diagnosis = TestReplicas.Create((First, 4.6, 0.3, 133), (Second, 4.6, 40.3, 133), (Third, 4.6, 0.3, 134)).Classify().Diagnosis;

        Assert.Equal((Cause.NetworkBadEndpoint, Symptom.Imbalance), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Equal(EndpointState.Far, diagnosis.Endpoints[0].State);
        Assert.InRange(diagnosis.Latency.Shares.Network, 0.95, 1);
    }

    [Fact]
    public void Path_ToAllReplicasOfOneZone_IsABadZone()
    {
        var verdict = HalfFar().In("a", First, Second).In("b", Third, Fourth).Judge();

        Assert.Equal(Cause.NetworkBadZone, verdict.Cause);
        Assert.Contains("the path to zone b (2 of 4 replicas) got longer", verdict.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    public void Path_ToReplicasThatShareNoZone_IsOfTheReplicas(string third, string fourth) => Assert.Equal(
        Cause.NetworkBadEndpoint, HalfFar().In("a", First, Second).In(third, Third).In(fourth, Fourth).Judge().Cause);

    [Fact]
    public void Path_ToAllReplicas_IsARoundTrip() =>
        Assert.Equal(Cause.NetworkRtt, TestReplicas.Create((First, 4.6, 40.3, 133), (Second, 4.6, 40.3, 133), (Third, 4.6, 40.3, 134)).PathUsually(0.3).Judge().Cause);

    [Fact]
    public void Refusals_OfOneOfThree_AreABadEndpoint()
    {
        var diagnosis = TestEdge.Well().Failed(FailureReason.Refused, 30)
            .Connected(First, 40).Connected(Second, 30, FailureReason.Refused, 30).Connected(Third, 40)
            .Classify().Diagnosis;

        Assert.Equal((Cause.BadEndpoint, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Equal((Second, EndpointState.Failing, 30UL), (diagnosis.Endpoints[0].Address, diagnosis.Endpoints[0].State, diagnosis.Endpoints[0].Failures));
    }

    [Fact]
    public void Refusals_OfEveryReplica_AreTheDestination() => Assert.Equal(
        Cause.Refused,
        TestEdge.Well().Failed(FailureReason.Refused, 60)
            .Connected(First, 30, FailureReason.Refused, 30).Connected(Second, 30, FailureReason.Refused, 30).Judge().Cause);

    [Theory]
    [InlineData(FailureReason.TimedOut)]
    [InlineData(FailureReason.HostUnreachable)]
    public void Silence_OfOneOfThree_IsUnreachableAndNamesIt(FailureReason reason)
    {
        var diagnosis = TestEdge.Well().Failed(reason, 12)
            .Connected(First, 40).Connected(Second, 12, reason, 12).Connected(Third, 40)
            .Classify().Diagnosis;

        Assert.Equal((Cause.NetworkUnreachable, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Contains("10.0.0.2:8080 cannot be reached and the other replicas can", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void SlowHandler_ThatTurnsOutToBeOneReplica_BecomesPreciseAndStays()
    {
        var edge = OneSlow().After(new()
        {
            Cause = Cause.SlowHandler,
            Symptom = Symptom.Growth,
            SinceWindow = TestEdge.Window - 3,
            LastSeenWindow = TestEdge.Window - 1,
        });

        var causes = Repeat.Windows(edge, 4).Select(window => window.Diagnosis.Verdict.Cause);

        Assert.Equal([Cause.SlowHandler, Cause.BadEndpoint, Cause.BadEndpoint, Cause.BadEndpoint], causes);
    }

    [Fact]
    public void Turns_OfOneReplicaWithoutServer_PointAtItOnlyWhenTheyStay()
    {
        var edge = TestEdge.WellWithoutServer().Timed(End.Client, Signal.Turn, 5, 267, 5, 400).And(End.Client, Signal.Turn, 45, 133);
        foreach (var (endpoint, turn) in new[] { (First, 5.0), (Second, 45), (Third, 5) })
        {
            edge.Replica(End.Client, endpoint, Signal.Turn, turn, 133, 5).Replica(End.Client, endpoint, Signal.Handshake, 0.3, 33, 0.3);
        }

        var windows = Repeat.Windows(edge, 3);

        Assert.Null(windows[0].Diagnosis.Verdict.Cause.Name);
        Assert.Equal(Cause.BadEndpoint, windows[^1].Diagnosis.Verdict.Cause);
        Assert.InRange(windows[^1].Diagnosis.Verdict.Confidence, 0.3, 0.7);
    }

    [Fact]
    public void Endpoints_BeyondTheLimit_AreOneEntry()
    {
        var edge = TestEdge.Well();
        for (var number = 0; number < 20; number++)
        {
            edge.Replica(End.Client, $"10.0.1.{number}:8080", Signal.Turn, 5, 20, 5);
        }

        var endpoints = edge.Classify().Diagnosis.Endpoints;

        Assert.Equal((17, "other", 80UL), (endpoints.Count, endpoints[^1].Address, endpoints[^1].Requests));
    }

    private static double ValueOf(Diagnosis diagnosis, string signal) => diagnosis.Evidence.Single(evidence => evidence.Signal == signal).Value;
}
