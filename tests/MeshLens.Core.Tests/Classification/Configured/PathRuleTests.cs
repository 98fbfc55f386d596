using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>What takes longer on the way because it was configured so: other zones, attempts beyond the first, filters.</summary>
public sealed class PathRuleTests
{
    private static readonly DateTimeOffset Now = WindowGrid.EndOf(TestEdge.Window);

    [Fact]
    public void CrossZone_WhereRequestsWentOver_IsTheConfiguration()
    {
        var diagnosis = Longer(away: 400, usuallyAway: 0).Configured(Found.CrossZone(1)).Classify().Diagnosis;

        Assert.Equal(Cause.CrossZone, diagnosis.Verdict.Cause);
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
        Assert.Contains(diagnosis.Evidence, item => item is { Signal: "endpoints.other_zone", Value: 100, Predicted.Value: 100 });
    }

    [Fact]
    public void CrossZone_ThatWasAlwaysSo_IsTheNetworks() =>
        Assert.Equal(Cause.NetworkRtt, Longer(away: 400, usuallyAway: 400).Configured(Found.CrossZone(1)).Judge().Cause);

    [Fact]
    public void CrossZone_WhileRequestsStayInTheZone_IsTheNetworks() =>
        Assert.Equal(Cause.NetworkRtt, Longer(away: 0, usuallyAway: 0).Configured(Found.CrossZone(1)).Judge().Cause);

    [Fact]
    public void LongerPath_WithoutALocalityRule_IsTheNetworks() =>
        Assert.Equal(Cause.NetworkRtt, Longer(away: 400, usuallyAway: 0).Configured(Found.Harmless()).Judge().Cause);

    [Fact]
    public void CrossZone_WithoutALongerPath_IsNoCause() =>
        Assert.Equal(Cause.Healthy, TestEdge.Well().Configured(Found.CrossZone(1, Now)).Judge().Cause);

    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public void CrossZone_WhereEndpointsAreNotToldApart_MustHaveJustChanged(int minutesAgo, bool configured) => Assert.Equal(
        configured ? Cause.CrossZone : Cause.NetworkRtt,
        Longer(null, 0).Configured(Found.CrossZone(1, Now - TimeSpan.FromMinutes(minutesAgo))).After(VerdictState.Initial).Lasting().Cause);

    [Fact]
    public void HarmlessConfiguration_DuringANetworkFault_ChangesNothing()
    {
        var told = Longer(null, 0).Configured(Found.FaultDelay(50, 0.01), Found.RouteTimeout(100), Found.PerTryTimeout(80), Found.Harmless()).Classify().Diagnosis;
        var untold = Longer(null, 0).Classify().Diagnosis;

        Assert.Equal((untold.Verdict.Cause, untold.Verdict.Confidence, untold.Latency.Shares), (told.Verdict.Cause, told.Verdict.Confidence, told.Latency.Shares));
    }

    [Fact]
    public void LongerPath_WithFindingsThatPredictNothingOfIt_ClearsTheConfiguration()
    {
        var cleared = Longer(null, 0).Configured(Found.Harmless(), Found.Churn(1)).Classify().Diagnosis.Exonerated;

        Assert.StartsWith("no finding predicts what is seen: 2 findings looked at, as of ", Assert.Single(cleared, item => item.Class == VerdictClass.MeshConfig).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Retries_EachEndedByItsOwnTimeout_AreTheConfiguration()
    {
        var diagnosis = Retried(extra: 200, beforeMs: 32).Configured(PerTry(50)).Configured(Found.PerTryTimeout(50)).Classify().Diagnosis;

        Assert.Equal(Cause.Retries, diagnosis.Verdict.Cause);
        Assert.Contains(diagnosis.Evidence, item => item is { Signal: "proxy.client.before_upstream.mean", Predicted.Finding: "per-try-timeout-short" });
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
    }

    [Fact]
    public void Retries_OfAnswers_HideTheFailuresAsLatency() => Assert.Equal(Cause.Retries, Retried(extra: 200, beforeMs: 9).Configured(Found.Harmless()).Lasting().Cause);

    [Fact]
    public void Retries_WhereRequestsFailNevertheless_HideNothing()
    {
        var client = TestHop.Client().Takes(HopPart.BeforeUpstream, 9).Takes(HopPart.Total, 15.3).Retried(100, 600).Failed(100).Flagged(ResponseFlag.UpstreamConnectionFailure, 100);

        Assert.NotEqual(Cause.Retries, ConfiguredEdge.ByLogs(client).Configured(Found.Harmless()).Lasting().Cause);
    }

    [Fact]
    public void Retries_EachOnAConnectionOfItsOwn_TakeWhatConnectingTakesAsWell() => Assert.Equal(
        Cause.Retries,
        Retried(extra: 200, beforeMs: 50).Timed(End.Client, Signal.Handshake, 40, 200, usualMs: 40).On(End.Client, Leg.ProxyToProxy).Configured(PerTry(50)).Judge().Cause);

    [Fact]
    public void Retries_ThatExplainFarLess_AreNotTheCause() =>
        Assert.NotEqual(Cause.Retries, Retried(extra: 20, beforeMs: 300).Configured(Found.Harmless()).Lasting().Cause);

    [Fact]
    public void Retries_BesideALongerPath_AreNotTheCause() => Assert.NotEqual(
        Cause.Retries,
        Retried(extra: 200, beforeMs: 32).Timed(End.Client, Signal.Handshake, 50, 40, usualMs: 0.5).On(End.Client, Leg.ProxyToProxy).Configured(PerTry(50)).Lasting().Cause);

    [Fact]
    public void Attempts_WithoutRetriesConfigured_AreNotTheConfiguration() => Assert.NotEqual(
        VerdictClass.MeshConfig,
        Retried(extra: 200, beforeMs: 32).Configured(configuration => configuration with { Routes = configuration.Routes.ConvertAll(route => route with { Attempts = 1 }) }).Lasting().Class);

    [Fact]
    public void Filter_ThatAsksAnotherService_IsTheConfiguration()
    {
        var diagnosis = Held(40.2).Configured(Filtered(200)).Classify().Diagnosis;

        Assert.Equal(Cause.SlowFilter, diagnosis.Verdict.Cause);
        Assert.Contains("authz.shop", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
    }

    [Fact]
    public void Filter_OfWhichOnlyAFindingTells_IsTheConfiguration() => Assert.Equal(Cause.SlowFilter, Held(40.2).Configured(Found.Authorization(200)).Judge().Cause);

    [Fact]
    public void Filter_SeenByTheKernelAlone_IsWhatElseTheProxyDoes() =>
        Assert.Equal(Cause.SlowFilter, ConfiguredEdge.ByKernel(turnMs: 46.5).Configured(Filtered(200)).Lasting().Cause);

    [Fact]
    public void HeldRequests_SeenByTheKernelAloneWithoutAFilter_AreUndetermined() =>
        Assert.Equal(VerdictClass.Undetermined, ConfiguredEdge.ByKernel(turnMs: 46.5).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Filter_ThatMayNotTakeThatLong_IsNotTheCause() => Assert.NotEqual(Cause.SlowFilter, Held(340.2).Configured(Filtered(200)).Lasting().Cause);

    [Fact]
    public void HeldRequests_WithoutAFilter_AreUndetermined() => Assert.Equal(VerdictClass.Undetermined, Held(40.2).Configured(Found.Harmless()).Lasting().Class);

    [Fact]
    public void Filter_BesideASlowDestination_IsTheApplications() => Assert.Equal(
        Cause.SlowHandler,
        TestEdge.Logged(
            TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5),
            TestHop.Server().Takes(HopPart.UpstreamWait, 44.7).Takes(HopPart.Total, 45.2)).Configured(Filtered(200)).Judge().Cause);

    [Fact]
    public void Filter_WhileConnectingTakesTheTime_IsNotTheCause() => Assert.NotEqual(
        Cause.SlowFilter,
        ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Connect, 39, usualMs: 1).Takes(HopPart.Total, 46.5)).Configured(Filtered(200)).Lasting().Cause);

    [Theory]
    [InlineData(ConfiguredFilterKind.ExternalProcessing, true)]
    [InlineData(ConfiguredFilterKind.Buffer, false)]
    public void Filter_ThatHoldsAnswers_IsTheConfiguration(ConfiguredFilterKind kind, bool configured)
    {
        var edge = ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.ResponseFilters, 40).Takes(HopPart.Total, 46.5));

        Assert.Equal(configured, edge.Configured(With(new("filter", kind, false, 200))).Lasting().Cause == Cause.SlowFilter);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Filter_OfTheDestinationsProxy_IsTheConfigurationWhereItIs(bool inbound, bool configured)
    {
        var edge = TestEdge.Logged(
            TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5),
            TestHop.Server().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Total, 45.2));

        Assert.Equal(configured, edge.Configured(With(new("filter", ConfiguredFilterKind.Lua, inbound))).Lasting().Cause == Cause.SlowFilter);
    }

    [Theory]
    [InlineData(0.4, 0.01, true)]
    [InlineData(0.4, 0.4, false)]
    [InlineData(0.01, 0.01, false)]
    public void Proxy_ThatWaitsForAProcessorAlone_IsStarved(double proxy, double application, bool starved)
    {
        var edge = Held(40.2).Pressed(End.Client, runQueue: application).PressedProxy(AccessReporter.Client, runQueue: proxy);

        Assert.Equal(starved, edge.Lasting().Cause == Cause.ProxyStarved);
    }

    [Fact]
    public void Proxy_ThatWaitsForAProcessorWithoutBeingLate_IsNoCause() => Assert.Equal(
        Cause.Healthy, ConfiguredEdge.ByLogs(TestHop.Client()).PressedProxy(AccessReporter.Client, runQueue: 0.4).Lasting().Cause);

    [Fact]
    public void Proxy_ThatIsLateWithItsSockets_IsNotALongerPath() => Assert.Equal(
        Cause.ProxyStarved,
        ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5)).PressedProxy(AccessReporter.Server, runQueue: 0.4).Lasting().Cause);

    private static Func<EdgeConfiguration, EdgeConfiguration> PerTry(double ms) =>
        configuration => configuration with { Routes = configuration.Routes.ConvertAll(route => route with { PerTryTimeoutMs = ms }) };

    private static Func<EdgeConfiguration, EdgeConfiguration> Filtered(double timeoutMs) =>
        With(new("envoy.filters.http.ext_authz", ConfiguredFilterKind.ExternalAuthorization, false, timeoutMs, "authz.shop"));

    private static Func<EdgeConfiguration, EdgeConfiguration> With(ConfiguredFilter filter) => configuration => configuration with { Filters = [filter] };

    private static TestEdge Held(double ms) => ConfiguredEdge.ByLogs(TestHop.Client().Takes(HopPart.BeforeUpstream, ms).Takes(HopPart.Total, ms + 6.3));

    private static TestEdge Retried(int extra, double beforeMs) => ConfiguredEdge.ByLogs(TestHop.Client()
        .Takes(HopPart.BeforeUpstream, beforeMs).Takes(HopPart.Total, beforeMs + 6.3).Retried(Math.Min(extra, 200), 400 + extra));

    /// <summary>Handshakes and turns 50 ms longer, and how many of the requests go to the other zone; null when endpoints are not told apart.</summary>
    private static TestEdge Longer(int? away, int usuallyAway)
    {
        var edge = TestEdge.Well().Timed(End.Client, Signal.Handshake, 50.3, 100).Timed(End.Client, Signal.Turn, 55, 400);
        if (away is { } gone)
        {
            edge.Snapshot.Find(Leg.Direct, End.Client)!.Endpoints = [Replica("10.0.0.1:8080", 400 - gone, 400 - usuallyAway), Replica("10.0.0.2:8080", gone, usuallyAway)];
        }

        return edge;
    }

    private static EndpointMeasurement Replica(string endpoint, int requests, int usually)
    {
        var turns = new ExponentialHistogram();
        for (var request = 0; request < requests; request++)
        {
            turns.Record(55_000_000);
        }

        return new() { Endpoint = endpoint, Signals = [new(Signal.Turn, turns, new() { Windows = 60, SamplesPerWindow = usually, MeanNs = 5e6 })] };
    }
}
