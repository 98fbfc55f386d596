using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Destinations that are not there, not any more, or spoken to in the wrong way.</summary>
public sealed class DestinationRuleTests
{
    [Fact]
    public void EmptySubset_OnEveryRequest_IsTheConfiguration()
    {
        var diagnosis = Failing(ResponseFlag.NoHealthyUpstream, 400).Configured(Found.SubsetEmpty()).Classify().Diagnosis;

        Assert.Equal((Cause.EmptySubset, Symptom.Failures), (diagnosis.Verdict.Cause, diagnosis.Verdict.Symptom));
        Assert.Equal("DestinationRule shop/payments, spec.subsets[name=v2]: Mend it.", diagnosis.NextSteps[0]);
    }

    [Fact]
    public void EmptySubset_OnFarMoreThanIsSentThere_IsNotTheCause() =>
        Assert.NotEqual(Cause.EmptySubset, Failing(ResponseFlag.NoHealthyUpstream, 400).Configured(Found.SubsetEmpty(0.1)).Lasting().Cause);

    [Fact]
    public void NoHealthyUpstream_WithoutAFinding_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Failing(ResponseFlag.NoHealthyUpstream, 400).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void EmptySubset_BesideErrorsOfTheDestination_IsTheApplications() => Assert.Equal(
        Cause.Errors, TestEdge.Logged(TestHop.Client().Failed(80), TestHop.Server().Failed(80)).Configured(Found.SubsetEmpty()).Judge().Cause);

    [Fact]
    public void EmptySubset_SeenByTheKernelAlone_IsThatNothingLeavesTheProxy() =>
        Assert.Equal(Cause.EmptySubset, ConfiguredEdge.ByKernel(turnMs: 1, sent: 0).Configured(Found.SubsetEmpty()).Lasting().Cause);

    [Fact]
    public void UnknownTarget_OnAsManyAsAreSentThere_IsTheConfiguration() =>
        Assert.Equal(Cause.NoRoute, Failing(ResponseFlag.NoClusterFound, 100).Configured(Found.UnknownTarget(0.25)).Judge().Cause);

    [Fact]
    public void UnknownTarget_WithoutAFinding_IsNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Failing(ResponseFlag.NoClusterFound, 100).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void UnknownTarget_WhileRequestsTimeOut_IsNotTheCause() =>
        Assert.NotEqual(Cause.NoRoute, Failing(ResponseFlag.UpstreamRequestTimeout, 100).Configured(Found.UnknownTarget(0.25)).Lasting().Cause);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void NoRoute_WhereNoRouteTakesTheRest_IsTheConfiguration(bool takesAll, bool configured)
    {
        var verdict = Failing(ResponseFlag.NoRouteFound, 100)
            .Configured(configuration => configuration with { Routes = configuration.Routes.ConvertAll(route => route with { TakesAll = takesAll }) })
            .Lasting();

        Assert.Equal(configured, verdict.Cause == Cause.NoRoute);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void BlackHole_OfADestinationThatTheMeshDoesNotKnow_IsTheConfiguration(bool known, bool configured)
    {
        var verdict = TestEdge.Logged(new TestHop(AccessReporter.Client).Takes(HopPart.Total, 0.3).Failed(400).Flagged(ResponseFlag.NoHealthyUpstream, 400))
            .Configured(configuration => configuration with { IsKnown = known, Findings = [Found.HostsBlocked()], Endpoints = [] })
            .Lasting();

        Assert.Equal(configured, verdict.Cause == Cause.BlackHole);
    }

    [Fact]
    public void BlackHole_WhileTheUnknownDestinationAnswers_IsNotTheCause() => Assert.NotEqual(
        Cause.BlackHole,
        ConfiguredEdge.ByLogs(TestHop.Client().Failed(80)).Configured(configuration => configuration with { IsKnown = false, Findings = [Found.HostsBlocked()] }).Lasting().Cause);

    [Fact]
    public void Plaintext_ToWhatTakesOnlyMutualTls_IsTheConfiguration()
    {
        var diagnosis = Failing(ResponseFlag.UpstreamConnectionTermination, 400).Configured(Found.PlaintextToMutualTls(strict: true)).Classify().Diagnosis;

        Assert.Equal(Cause.MtlsMismatch, diagnosis.Verdict.Cause);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(80, false)]
    public void Plaintext_ToWhatMayTakeBoth_IsTheCauseOnlyIfNearlyAllFail(int failing, bool configured) => Assert.Equal(
        configured, Failing(ResponseFlag.UpstreamConnectionTermination, failing).Configured(Found.PlaintextToMutualTls(strict: false)).Lasting().Cause == Cause.MtlsMismatch);

    [Fact]
    public void ConnectionsThatEnd_WithoutAFinding_AreNotTheConfiguration() =>
        Assert.NotEqual(VerdictClass.MeshConfig, Failing(ResponseFlag.UpstreamConnectionTermination, 400).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Plaintext_WhileNothingAnswersTheConnects_IsTheNetworks()
    {
        var edge = TestEdge.Well().With(TestHop.Client().Failed(400).Flagged(ResponseFlag.UpstreamConnectionTermination, 400))
            .Without(End.Client, Signal.Handshake, Signal.Turn, Signal.Pickup).Failed(FailureReason.TimedOut, 40)
            .Configured(Found.PlaintextToMutualTls(strict: true));

        Assert.NotEqual(VerdictClass.MeshConfig, edge.Lasting().Class);
    }

    [Fact]
    public void Ejection_OfAllThatAreListed_IsTheConfiguration() =>
        Assert.Equal(Cause.OutlierEjection, Failing(ResponseFlag.NoHealthyUpstream, 200).Configured(Ejecting(100)).Judge().Cause);

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Ejection_ThatLeavesSome_DoesNotExplainThatNoneIsLeft(double percent) =>
        Assert.NotEqual(VerdictClass.MeshConfig, Failing(ResponseFlag.NoHealthyUpstream, 200).Configured(Ejecting(percent, endpoints: 4)).Lasting().Class);

    [Fact]
    public void Ejection_WhileRequestsTimeOut_IsNotTheCause() =>
        Assert.NotEqual(Cause.OutlierEjection, Failing(ResponseFlag.UpstreamRequestTimeout, 200).Configured(Ejecting(100)).Lasting().Cause);

    [Theory]
    [InlineData(200, true)]
    [InlineData(400, false)]
    public void PanicThreshold_OnAsManyAsGoToUnhealthyEndpoints_IsTheConfiguration(int failing, bool configured) => Assert.Equal(
        configured, Failing(ResponseFlag.UpstreamConnectionFailure, failing).Configured(Found.Panic(0.5)).Lasting().Cause == Cause.OutlierEjection);

    [Theory]
    [InlineData(200, true)]
    [InlineData(400, false)]
    public void EndpointsThatNobodyHas_SeenByLogsAlone_AreAStaleListIfTheirPartFails(int failing, bool configured) => Assert.Equal(
        configured, Failing(ResponseFlag.UpstreamConnectionFailure, failing).Configured(Gone("10.0.0.1:8080")).Lasting().Cause == Cause.StaleEndpoints);

    [Fact]
    public void Refusals_OfAListedEndpointThatNobodyHas_AreAStaleList()
    {
        var diagnosis = Refusing("10.0.0.1:8080").Configured(Gone("10.0.0.1:8080")).Classify().Diagnosis;

        Assert.Equal(Cause.StaleEndpoints, diagnosis.Verdict.Cause);
        Assert.Contains("10.0.0.1:8080", diagnosis.NextSteps[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_OfAListedEndpointThatIsThere_AreTheApplications() =>
        Assert.Equal(VerdictClass.Application, Refusing("10.0.0.1:8080").Configured(Found.Harmless()).Judge().Class);

    [Theory]
    [InlineData(true, VerdictClass.MeshConfig)]
    [InlineData(false, VerdictClass.Application)]
    public void Refusals_OfOneEndpointOfAList_AreTheListsIfNobodyServesItAnyMore(bool stale, VerdictClass expected) =>
        Assert.Equal(expected, Refusing("10.0.0.1:8080").Configured(configuration => configuration with { Stale = stale }).Judge().Class);

    [Fact]
    public void Refusals_OfAllListedEndpoints_AreTheApplications() =>
        Assert.Equal(Cause.Refused, Refusing("10.0.0.1:8080", "10.0.0.2:8080").Configured(Found.Harmless()).Judge().Cause);

    [Fact]
    public void Refusals_OfAllListedEndpointsThatNobodyHas_AreAStaleList() => Assert.Equal(
        Cause.StaleEndpoints, Refusing("10.0.0.1:8080", "10.0.0.2:8080").Configured(Gone("10.0.0.1:8080", "10.0.0.2:8080")).Judge().Cause);

    [Fact]
    public void Refusals_OfWhatIsNotListed_AreNotTheConfiguration() =>
        Assert.NotEqual(Cause.StaleEndpoints, Refusing("10.0.0.9:8080").Configured(Found.Harmless()).Judge().Cause);

    [Fact]
    public void Refusals_WithoutAConfiguration_AreTheApplications() => Assert.Equal(VerdictClass.Application, Refusing("10.0.0.1:8080").Judge().Class);

    [Fact]
    public void EndpointsThatNobodyHas_WhileAllIsWell_AreNoCause() => Assert.Equal(
        Cause.Healthy,
        TestEdge.Well().Configured(configuration => configuration with { Endpoints = [new("10.0.0.1:8080", IsGone: true), new("10.0.0.2:8080")] }).Lasting().Cause);

    private static Func<EdgeConfiguration, EdgeConfiguration> Gone(params string[] addresses) => configuration => configuration with
    {
        Endpoints = configuration.Endpoints.ConvertAll(endpoint => endpoint with { IsGone = addresses.Contains(endpoint.Address) }),
    };

    private static Func<EdgeConfiguration, EdgeConfiguration> Ejecting(double percent, int endpoints = 2) => configuration => configuration with
    {
        Outlier = new("DestinationRule shop/payments", 1, 30_000, percent, null),
        Endpoints = [.. Enumerable.Range(1, endpoints).Select(static number => new ConfiguredEndpoint($"10.0.0.{number}:8080"))],
    };

    private static TestEdge Failing(ResponseFlag flag, int count) => count == 400
        ? TestEdge.Logged(TestHop.Client().Failed(count).Flagged(flag, count))
        : TestEdge.Logged(TestHop.Client().Failed(count).Flagged(flag, count), TestHop.Server(400 - count));

    private static TestEdge Refusing(params string[] endpoints)
    {
        var edge = TestEdge.Well().Failed(FailureReason.Refused, 60);
        var wire = edge.Snapshot.Find(Leg.Direct, End.Client)!;
        wire.Endpoints.AddRange(endpoints.Select(endpoint => new EndpointMeasurement { Endpoint = endpoint, Counters = [new(Counter.FailuresRefused, 30)] }));
        if (!endpoints.Contains("10.0.0.2:8080"))
        {
            wire.Endpoints.Add(new() { Endpoint = "10.0.0.2:8080", Counters = [new(Counter.Established, 40)] });
        }

        return edge;
    }
}
