using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>One edge, several sources: each component once, by the best of them.</summary>
public sealed class JoinTests
{
    [Fact]
    public void Components_OfLogsAlone_AddUpToTheMean()
    {
        var latency = TestEdge.Logged(TestHop.Client(), TestHop.Server()).Classify().Diagnosis.Latency;

        Assert.Equal(latency.ObservedMs!.Value.Mean, latency.Components.Sum(part => part.Ms), 0.02);
        Assert.Equal(latency.BaselineMs!.Value.Mean, latency.Components.Sum(part => part.BaselineMs!.Value), 0.02);
        Assert.All(latency.Components, part => Assert.Equal(SourceKind.AccessLog, part.Source));
        Assert.Equal(
            [("before-upstream", AccessReporter.Client), ("path", null), ("before-upstream", AccessReporter.Server), ("upstream-wait", AccessReporter.Server)],
            latency.Components.Where(part => part.Name is "before-upstream" or "path" or "upstream-wait").Select(part => (part.Name, part.Proxy)));
    }

    [Fact]
    public void Components_OfConnectionTimings_ComeOutOfTheTimeBeforeTheUpstream()
    {
        var latency = TestEdge.Logged(TestHop.Client()
            .Takes(HopPart.BeforeUpstream, 3.2)
            .Takes(HopPart.PoolWait, 3)
            .Takes(HopPart.Connect, 8, count: 40)
            .Takes(HopPart.Tls, 12, count: 40)).Classify().Diagnosis.Latency;

        Assert.Equal(
            [("before-upstream", 0.2), ("pool-wait", 1), ("connect", 0.8), ("tls", 1.2)],
            latency.Components.Where(part => part.Name is "before-upstream" or "pool-wait" or "connect" or "tls").Select(part => (part.Name, Math.Round(part.Ms, 1))));
    }

    [Fact]
    public void Turns_ThatTheKernelCannotTell_AreReplacedByTheLogAndTheDiagnosisSaysSo()
    {
        var diagnosis = TestEdge.Well()
            .Without(End.Client, Signal.Turn, Signal.Pickup)
            .Without(End.Server, Signal.Queueing, Signal.Service)
            .WithoutTurns(TurnsUnavailable.Multiplexed, 4)
            .ThroughProxies()
            .With(TestHop.Client().Takes(HopPart.UpstreamWait, 46).Takes(HopPart.Total, 46.5), TestHop.Server().Takes(HopPart.UpstreamWait, 44.7).Takes(HopPart.Total, 45.2))
            .Classify().Diagnosis;

        Assert.Equal(Cause.SlowHandler, diagnosis.Verdict.Cause);
        Assert.Equal(40, diagnosis.Latency.ExcessMs, 0.1);
        Assert.Contains(diagnosis.Notes, note => note.Contains("access log of the caller's proxy: the kernel cannot tell requests apart", StringComparison.Ordinal));
    }

    [Fact]
    public void Kernel_AtBothApplications_TakesTheLogsForWhatIsBetween()
    {
        var diagnosis = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 46.6, 400, usualMs: 6.6)
            .ThroughProxies()
            .With(TestHop.Client().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Total, 46.5), TestHop.Server())
            .Classify().Diagnosis;

        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.9, 1);
        Assert.Contains(diagnosis.Latency.Components, part => part is { Name: "service", Source: SourceKind.Kernel, Witnesses: [{ Source: SourceKind.AccessLog, Confirms: true }] });
        Assert.Contains(diagnosis.Latency.Components, part => part is { Name: "before-upstream", Proxy: AccessReporter.Client, Source: SourceKind.AccessLog });
        Assert.Empty(diagnosis.Notes);
    }

    [Fact]
    public void Sources_ThatDisagree_AreShownWithBothFigures()
    {
        var diagnosis = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 12, 400)
            .ThroughProxies()
            .With(TestHop.Client().Takes(HopPart.UpstreamWait, 79.5).Takes(HopPart.Total, 80))
            .Classify().Diagnosis;

        var note = Assert.Single(diagnosis.Notes);
        Assert.Contains("12 ms (400 in the kernel)", note, StringComparison.Ordinal);
        Assert.Contains("80 ms (400 in its access log)", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 400)]
    [InlineData(80, 20)]
    [InlineData(80, 200)]
    public void Sources_OfFewOrOtherRequests_OrAlmostAlike_DoNotDisagree(double loggedMs, int logged)
    {
        var diagnosis = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 11, 400)
            .On(End.Client, Leg.AppToProxy)
            .With(TestHop.Client(logged).Takes(HopPart.UpstreamWait, loggedMs - 0.5).Takes(HopPart.Total, loggedMs))
            .Classify().Diagnosis;

        Assert.DoesNotContain(diagnosis.Notes, note => note.StartsWith("Sources disagree", StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_OneSlowRequestApart_DoNotDisagree()
    {
        var diagnosis = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 6.4, 40)
            .On(End.Client, Leg.AppToProxy)
            .With(TestHop.Client(40).SomeTake(HopPart.UpstreamWait, 900, 1).SomeTake(HopPart.Total, 900, 1))
            .Classify().Diagnosis;

        Assert.DoesNotContain(diagnosis.Notes, note => note.StartsWith("Sources disagree", StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_WithALongBody_DoNotDisagree()
    {
        var diagnosis = TestEdge.Well()
            .Timed(End.Client, Signal.Turn, 6.4, 400)
            .On(End.Client, Leg.AppToProxy)
            .With(TestHop.Client().Takes(HopPart.Body, 70).Takes(HopPart.Total, 76.4))
            .Classify().Diagnosis;

        Assert.DoesNotContain(diagnosis.Notes, note => note.StartsWith("Sources disagree", StringComparison.Ordinal));
    }

    [Fact]
    public void Coverage_NamesEverySourceAndItsShare()
    {
        var coverage = TestEdge.Well().With(TestHop.Client(), TestHop.Server(200)).Classify().Diagnosis.Coverage;

        Assert.Contains(new(SourceKind.Kernel, AccessReporter.Client, true, 1), coverage);
        Assert.Contains(new(SourceKind.AccessLog, AccessReporter.Client, true, 1), coverage);
        Assert.Contains(new(SourceKind.AccessLog, AccessReporter.Server, true, 0.5f), coverage);
    }

    [Fact]
    public void Proxy_BehindWhichTheKernelSeesOnlyTheWire_AddsItsOwnTime()
    {
        var diagnosis = TestEdge.Well().On(End.Client, Leg.ProxyToProxy).On(End.Server, Leg.ProxyToProxy)
            .With(TestHop.Client().Takes(HopPart.BeforeUpstream, 40.2).Takes(HopPart.Total, 46.5))
            .Classify().Diagnosis;

        Assert.Equal(40, diagnosis.Latency.ExcessMs, 0.1);
        Assert.InRange(diagnosis.Latency.Shares.MeshConfig, 0.95, 1);
    }
}
