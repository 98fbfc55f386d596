using MeshLens.Core.Histograms;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Classification.Hops;

/// <summary>The access log of one proxy in one window, written down number by number.</summary>
internal sealed class TestHop
{
    private readonly HopDelta _now;
    private readonly HopBaseline _usual;
    private readonly int _windows;
    private readonly int _requests;

    /// <param name="windows">Quiet windows the baseline rests on; 0 for none.</param>
    public TestHop(AccessReporter reporter, int requests = 400, int usually = 400, int windows = 60)
    {
        (_windows, _requests) = (windows, requests);
        _now = new() { Reporter = reporter, Window = TestEdge.Window, Ended = (ulong)requests, Attempts = (ulong)requests, Tried = (ulong)requests };
        _usual = new()
        {
            Reporter = reporter,
            Windows = windows,
            Ended = Rate(usually),
            Failed = Rate(0),
            Retried = Rate(0),
        };
    }

    public static TestHop Client(int requests = 400, int windows = 60) => new TestHop(AccessReporter.Client, requests, windows: windows)
        .Takes(HopPart.Receive, 0.05)
        .Takes(HopPart.BeforeUpstream, 0.2)
        .Takes(HopPart.Send, 0.05)
        .Takes(HopPart.UpstreamWait, 6)
        .Takes(HopPart.Body, 0.1)
        .Takes(HopPart.After, 0.1)
        .Takes(HopPart.ResponseFilters, 0.05)
        .Takes(HopPart.Total, 6.5);

    public static TestHop Server(int requests = 400, int windows = 60) => new TestHop(AccessReporter.Server, requests, windows: windows)
        .Takes(HopPart.BeforeUpstream, 0.2)
        .Takes(HopPart.Send, 0.05)
        .Takes(HopPart.UpstreamWait, 4.7)
        .Takes(HopPart.Body, 0.1)
        .Takes(HopPart.After, 0.1)
        .Takes(HopPart.ResponseFilters, 0.05)
        .Takes(HopPart.Total, 5.2);

    /// <summary>Replaces a part; what is usual stays as it was, or becomes the same as now.</summary>
    public TestHop Takes(HopPart part, double nowMs, double? usualMs = null, int? count = null)
    {
        var times = new ExponentialHistogram();
        var samples = count ?? _requests;
        for (var sample = 0; sample < samples; sample++)
        {
            times.Record((ulong)(nowMs * 1e6 * (0.8 + (0.4 * (sample + 0.5) / samples))));
        }

        return Takes(part, times, usualMs ?? UsualMs(part) ?? nowMs, samples);
    }

    /// <summary>So many requests of a part take another time; the others go on as usual.</summary>
    public TestHop SomeTake(HopPart part, double ms, int some)
    {
        Takes(part, UsualMs(part) ?? 0, count: _requests - some);
        var times = _now.Parts.Find(sum => sum.Part == part).Histogram;
        for (var sample = 0; sample < some; sample++)
        {
            times.Record((ulong)(ms * 1e6));
        }

        return this;
    }

    public TestHop Failed(int count, double usually = 0)
    {
        _now.Failed = (ulong)count;
        _usual.Failed = Rate(usually);
        return this;
    }

    public TestHop Flagged(ResponseFlag flag, int count, double? usually = null)
    {
        _now.Flags.Add(new(flag, (ulong)count));
        if (usually is { } known)
        {
            _usual.Flags.Add(new(flag, Rate(known)!));
        }

        return this;
    }

    /// <summary>So many of the requests went to a replica, and it was waited for so long.</summary>
    public TestHop To(string endpoint, int count, double waitMs, int failed = 0)
    {
        var wait = new ExponentialHistogram();
        for (var sample = 0; sample < count; sample++)
        {
            wait.Record((ulong)(waitMs * 1e6 * (0.8 + (0.4 * (sample + 0.5) / count))));
        }

        _now.Endpoints.Add(new(endpoint, (ulong)count, (ulong)failed, wait));
        return this;
    }

    public TestHop Retried(int count, int attempts)
    {
        (_now.Retried, _now.Attempts) = ((ulong)count, (ulong)attempts);
        return this;
    }

    public void AddTo(EdgeSnapshot snapshot)
    {
        (snapshot.Hops ??= []).Add(_now);
        if (_windows > 0)
        {
            (snapshot.HopBaselines ??= []).Add(_usual);
        }
    }

    private TestHop Takes(HopPart part, ExponentialHistogram times, double usualMs, int usualCount)
    {
        _now.Parts.RemoveAll(sum => sum.Part == part);
        _now.Parts.Add(new(part, times));
        _usual.Parts.RemoveAll(known => known.Part == part);
        _usual.Parts.Add(new(part, Usual(usualMs, usualCount)));
        return this;
    }

    private double? UsualMs(HopPart part)
    {
        var position = _usual.Parts.FindIndex(known => known.Part == part);
        return position < 0 ? null : _usual.Parts[position].Baseline.MeanNs / 1e6;
    }

    private RateBaseline Rate(double mean) => new() { Windows = _windows, Mean = mean, Spread = Math.Sqrt(mean) };

    private SignalBaseline Usual(double ms, int count) => new()
    {
        Windows = _windows,
        SamplesPerWindow = count,
        MeanNs = ms * 1e6,
        MeanSpreadNs = ms * 0.02e6,
        P50Ns = ms * 1e6,
        P50SpreadNs = ms * 0.02e6,
        P90Ns = ms * 1.16e6,
        P90SpreadNs = ms * 0.02e6,
        P99Ns = ms * 1.2e6,
        P99SpreadNs = ms * 0.02e6,
        LargestMeanNs = ms * 1.1e6,
        MaxNs = ms * 2e6,
    };
}
