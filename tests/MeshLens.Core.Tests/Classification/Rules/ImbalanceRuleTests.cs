using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Classification.Configured;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Rules;

/// <summary>A replica that gets most of the requests and is slow: with a setting that predicts it, and without.</summary>
public sealed class ImbalanceRuleTests
{
    private const string First = "10.0.0.1:8080";
    private const string Second = "10.0.0.2:8080";
    private const string Third = "10.0.0.3:8080";

    private static TestEdge Hot() => TestReplicas.Create((First, 44.6, 0.3, 300), (Second, 4.6, 0.3, 50), (Third, 4.6, 0.3, 50));

    private static ConfiguredFinding HashSkew(double? share = null) => new()
    {
        Rule = "hash-skew",
        Resource = "DestinationRule shop/payments",
        Field = "spec.trafficPolicy.loadBalancer.consistentHash",
        Fix = "Choose a key of many values.",
        Effect = ConfiguredEffect.Imbalance,
        Share = share,
    };

    [Fact]
    public void SlowReplica_ThatGetsMostAsAFindingPredicts_IsTheConfiguration()
    {
        var diagnosis = Hot().Configured(HashSkew()).Classify().Diagnosis;

        Assert.Equal((Cause.Imbalance, Symptom.Imbalance), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        var share = diagnosis.Evidence.Single(evidence => evidence.Signal == "endpoint[10.0.0.1:8080].share");
        Assert.Equal((75, VerdictClass.MeshConfig, "hash-skew"), (share.Value, share.Supports, share.Predicted!.Value.Finding));
        Assert.Contains("DestinationRule shop/payments", diagnosis.NextSteps[0], StringComparison.Ordinal);
    }

    [Fact]
    public void SlowReplica_ThatGetsMostWithoutAFinding_IsTheReplica() => Assert.Equal(Cause.BadEndpoint, Hot().Judge().Cause);

    [Fact]
    public void SlowReplica_ThatGetsMoreThanIsPredicted_IsTheReplica() => Assert.Equal(Cause.BadEndpoint, Hot().Configured(HashSkew(share: 0.4)).Judge().Cause);

    [Fact]
    public void SlowReplica_ThatGetsNoMoreThanOthers_IsTheReplica() => Assert.Equal(
        Cause.BadEndpoint,
        TestReplicas.Create((First, 44.6, 0.3, 133), (Second, 4.6, 0.3, 133), (Third, 4.6, 0.3, 134)).Configured(HashSkew()).Judge().Cause);

    [Fact]
    public void UnevenSpread_ThatSlowsNobody_IsNoTrouble() => Assert.Equal(
        Cause.Healthy,
        TestReplicas.Create((First, 4.6, 0.3, 300), (Second, 4.6, 0.3, 50), (Third, 4.6, 0.3, 50)).Configured(HashSkew()).Judge().Cause);

    [Fact]
    public void EveryReplica_SlowBesideAnUnevenSpread_IsTheHandler() => Assert.Equal(
        Cause.SlowHandler,
        TestReplicas.Create((First, 44.6, 0.3, 300), (Second, 44.6, 0.3, 50), (Third, 44.6, 0.3, 50)).Configured(HashSkew()).Judge().Cause);

    [Fact]
    public void LongerPath_BesideAFindingThatPredictsImbalance_IsThePath() => Assert.Equal(
        Cause.NetworkBadEndpoint,
        TestReplicas.Create((First, 4.6, 40.3, 300), (Second, 4.6, 0.3, 50), (Third, 4.6, 0.3, 50)).Configured(HashSkew()).Judge().Cause);
}
