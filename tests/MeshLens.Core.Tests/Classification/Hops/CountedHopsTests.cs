using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Configured;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>Metrics as the third source: how requests end, and whether logs are right.</summary>
public sealed class CountedHopsTests
{
    [Fact]
    public void Flags_CountedAtTheServersProxy_AreTheApplications()
    {
        var window = TestEdge.Well()
            .Counting(AccessReporter.Server, 400, 5, (ResponseFlag.UpstreamConnectionFailure, 80))
            .Classify();

        Assert.Equal(Cause.Refused, window.Diagnosis.Verdict.Cause);
        Assert.All(window.Diagnosis.Evidence, evidence => Assert.Equal(Sources.Metrics, evidence.Source));
    }

    [Fact]
    public void Flags_CountedAtTheCallersProxy_DoNotSayWhoseFault()
    {
        var edge = TestEdge.Well().Counting(AccessReporter.Client, 400, 5, (ResponseFlag.NoHealthyUpstream, 80));

        var verdict = Repeat.Windows(edge, 4)[^1].Diagnosis.Verdict;

        Assert.Equal((VerdictClass.Undetermined, Symptom.Failures), (verdict.Class, verdict.Symptom));
    }

    [Fact]
    public void Flags_CountedAsOftenAsConfigured_AreTheConfigurations()
    {
        var edge = TestEdge.Well().Counting(AccessReporter.Client, 400, 5, (ResponseFlag.FaultInjected, 120)).Configured(Found.FaultAbort(0.3));

        var window = edge.Classify();

        Assert.Equal(Cause.FaultAbort, window.Diagnosis.Verdict.Cause);
        Assert.All(window.Diagnosis.Evidence, evidence => Assert.Equal(Sources.Metrics, evidence.Source));
    }

    [Fact]
    public void Metrics_ThatSayWhatLogsSay_AreCoverageAndNoNews()
    {
        var diagnosis = TestEdge.Logged(TestHop.Client(), TestHop.Server()).Counting(AccessReporter.Client, 390, 6.4).Classify().Diagnosis;

        Assert.Contains(new(SourceKind.Metrics, AccessReporter.Client, true, 0.975f), diagnosis.Coverage);
        Assert.DoesNotContain(diagnosis.Notes, note => note.StartsWith("Sources disagree", StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_ThatContradictTheLog_AreShownWithBothFigures()
    {
        var diagnosis = TestEdge.Logged(TestHop.Client(), TestHop.Server()).Counting(AccessReporter.Client, 390, 80).Classify().Diagnosis;

        Assert.Contains(diagnosis.Notes, note => note.Contains("counts 80 ms", StringComparison.Ordinal) && note.Contains("logs 6.5 ms", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20, 80)]
    [InlineData(200, 80)]
    [InlineData(400, 8)]
    public void Metrics_OfFewOrOtherRequests_OrAlmostAlike_DoNotDisagree(ulong requests, double ms)
    {
        var diagnosis = TestEdge.Logged(TestHop.Client(), TestHop.Server()).Counting(AccessReporter.Client, requests, ms).Classify().Diagnosis;

        Assert.DoesNotContain(diagnosis.Notes, note => note.StartsWith("Sources disagree", StringComparison.Ordinal));
    }
}
