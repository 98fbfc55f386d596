using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>Replicas that only access logs tell apart: which one is bad is the caller's proxy's word, and why is that of both.</summary>
public sealed class LoggedBalanceTests
{
    private const string First = "10.0.0.1:8080";
    private const string Second = "10.0.0.2:8080";
    private const string Third = "10.0.0.3:8080";

    // A third of the requests waits for the second replica.
    private static TestHop OneSlow() => TestHop.Client()
        .SomeTake(HopPart.UpstreamWait, 46, 133).SomeTake(HopPart.Total, 46.5, 133)
        .To(First, 133, 6).To(Second, 133, 46).To(Third, 134, 6);

    [Fact]
    public void Wait_ForOneReplicaAndItsApplication_IsABadEndpoint()
    {
        var diagnosis = TestEdge.Logged(OneSlow(), TestHop.Server().SomeTake(HopPart.UpstreamWait, 44.7, 133).SomeTake(HopPart.Total, 45.2, 133)).Classify().Diagnosis;

        Assert.Equal((Cause.BadEndpoint, Symptom.Imbalance), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Contains(diagnosis.Evidence, evidence => evidence is { Signal: "endpoint[10.0.0.2:8080].upstream-wait.mean", Source: Sources.AccessLog });
        Assert.Equal((Second, EndpointState.Slow), (diagnosis.Endpoints[0].Address, diagnosis.Endpoints[0].State));
    }

    [Fact]
    public void Wait_ForOneReplicaThatAnswersItsProxyAsEver_IsThePathToIt() =>
        Assert.Equal(Cause.NetworkBadEndpoint, TestEdge.Logged(OneSlow(), TestHop.Server()).Judge().Cause);

    [Fact]
    public void Wait_ForEveryReplica_IsTheHandler()
    {
        var client = TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5).To(First, 200, 46).To(Second, 200, 46);

        Assert.Equal(Cause.SlowHandler, TestEdge.Logged(client, TestHop.Server().Takes(HopPart.UpstreamWait, 44.7).Takes(HopPart.Total, 45.2)).Judge().Cause);
    }

    [Fact]
    public void Wait_ForOneReplicaThatIsAlwaysSlower_IsNoTrouble() =>
        Assert.Equal(Cause.Healthy, TestEdge.Logged(TestHop.Client().To(First, 200, 3).To(Second, 200, 9), TestHop.Server()).Judge().Cause);

    [Fact]
    public void Failures_OfOneReplica_AreABadEndpoint()
    {
        var diagnosis = TestEdge.Logged(
            TestHop.Client().Failed(130).To(First, 133, 6).To(Second, 133, 6, failed: 130).To(Third, 134, 6),
            TestHop.Server().Failed(130)).Classify().Diagnosis;

        Assert.Equal((Cause.BadEndpoint, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Equal((EndpointState.Failing, 130UL), (diagnosis.Endpoints[0].State, diagnosis.Endpoints[0].Failures));
    }

    [Fact]
    public void Failures_OfEveryReplica_AreTheDestinations() => Assert.Equal(
        Cause.Errors,
        TestEdge.Logged(TestHop.Client().Failed(240).To(First, 200, 6, failed: 120).To(Second, 200, 6, failed: 120), TestHop.Server().Failed(240)).Judge().Cause);
}
