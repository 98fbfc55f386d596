using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Baselines;

/// <summary>What hops teach: as signals do, from quiet windows alone and within reach.</summary>
public sealed class HopTrackerTests
{
    private const long First = 170_000_000;
    private static readonly EdgeKey Edge = new("", "shop", "cart", "shop", "stock", 80);

    private long _window = First;

    [Fact]
    public void Edge_OfLogsAlone_LearnsWhatIsUsual()
    {
        var state = Create();
        Pass(state, windows: 10, waitMs: 5);

        var usual = Assert.Single(state.Snapshot!.HopBaselines!);

        Assert.Equal(Cause.Healthy, state.Diagnosis.Verdict.Cause);
        Assert.Equal(AccessReporter.Client, usual.Reporter);
        Assert.Equal(5, usual.Parts.Single(part => part.Part == HopPart.UpstreamWait).Baseline.MeanNs / 1e6, 0.1);
        Assert.Equal(100, usual.Ended!.Mean, 0.1);
    }

    [Fact]
    public void Edge_ThatIsSlow_TeachesNothing()
    {
        var state = Create();
        Pass(state, windows: 20, waitMs: 5);
        var windows = state.Snapshot!.HopBaselines!.Single().Windows;
        Pass(state, windows: 30, waitMs: 50);

        var usual = state.Snapshot!.HopBaselines!.Single();

        Assert.NotEqual(Cause.Healthy, state.Diagnosis.Verdict.Cause);
        Assert.InRange(usual.Windows, windows, windows + 1);
        Assert.Equal(5, usual.Parts.Single(part => part.Part == HopPart.UpstreamWait).Baseline.MeanNs / 1e6, 0.2);
    }

    [Fact]
    public void Edge_ThatFails_TeachesNothing()
    {
        var state = Create();
        Pass(state, windows: 20, waitMs: 5);
        Pass(state, windows: 30, waitMs: 5, failed: 40);

        var usual = state.Snapshot!.HopBaselines!.Single();

        Assert.Equal(Symptom.Failures, state.Diagnosis.Verdict.Symptom);
        Assert.InRange(usual.Failed!.Mean, 0, 0.5);
    }

    [Fact]
    public void Edge_Restored_RemembersWhatItsProxiesSaid()
    {
        var before = Create();
        Pass(before, windows: 20, waitMs: 5);
        var state = Create();
        state.Recall(before.Remember(), WindowGrid.StartOf(_window), _window);
        Pass(state, windows: 2, waitMs: 5);

        Assert.InRange(state.Snapshot!.HopBaselines!.Single().Windows, 18, 22);
    }

    [Fact]
    public void Edge_WithoutLogs_KeepsNoBaselineOfThem()
    {
        var state = Create();
        Pass(state, windows: 10, waitMs: 5);
        state.Close(_window + 1, _ => []);

        Assert.Null(state.Snapshot!.Hops);
        Assert.Null(state.Snapshot.HopBaselines);
    }

    private static EdgeState Create() => new(Edge, Classifier.Classify);

    private void Pass(EdgeState state, int windows, double waitMs, int failed = 0)
    {
        for (var end = _window + windows; _window < end; _window++)
        {
            state.Apply(new() { Edge = Edge, Hops = [Hop(waitMs, failed)] }, _window);
            state.Close(_window + 1, _ => []);
        }
    }

    private HopDelta Hop(double waitMs, int failed) => new()
    {
        Window = _window,
        Reporter = AccessReporter.Client,
        Ended = 100,
        Failed = (ulong)failed,
        Parts = [new(HopPart.UpstreamWait, Times(waitMs)), new(HopPart.Total, Times(waitMs + 1))],
        Flags = failed > 0 ? [new(ResponseFlag.NoHealthyUpstream, (ulong)failed)] : [],
    };

    private static ExponentialHistogram Times(double ms)
    {
        var times = new ExponentialHistogram();
        for (var sample = 0; sample < 100; sample++)
        {
            times.Record((ulong)(ms * 1e6 * (0.9 + (0.002 * sample))));
        }

        return times;
    }
}
