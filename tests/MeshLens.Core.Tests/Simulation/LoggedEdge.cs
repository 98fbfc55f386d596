using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>An edge of which nothing is known but what the proxies at both ends log, with requests like real ones: skewed, in bursts, with pauses.</summary>
internal sealed class LoggedEdge(int seed, int requestsPerWindow)
{
    private const long First = 170_000_000;
    private static readonly EdgeKey Key = new("k8s1", "shop", "frontend", "shop", "payments", 8080);

    private readonly Random _random = new(seed);
    private readonly EdgeState _state = new(Key);
    private readonly Dictionary<(AccessReporter, HopPart), ExponentialHistogram> _times = [];
    private long _number;
    private ulong _broken;

    public double HandlerMs { get; set; } = 5;

    public double PathMs { get; set; } = 0.8;

    /// <summary>The part of the requests that wait for something lost to be sent again, 0 to 1.</summary>
    public double Lost { get; set; }

    public double FilterMs { get; set; } = 0.2;

    public Verdict Verdict => _state.Diagnosis.Verdict;

    /// <summary>Closes windows and returns the verdict after each.</summary>
    public List<Verdict> Windows(int count)
    {
        List<Verdict> verdicts = [];
        for (var end = _number + count; _number < end; _number++)
        {
            _state.Apply(new() { Edge = Key, Hops = Window() }, First + _number);
            _state.Close(First + _number + 1, _ => []);
            verdicts.Add(Verdict);
        }

        return verdicts;
    }

    private List<HopDelta> Window()
    {
        _times.Clear();
        _broken = 0;
        var requests = (int)(requestsPerWindow * (0.6 + (0.8 * _random.NextDouble())) * (1 + (0.5 * Math.Sin(_number / 60.0))));
        var pause = _random.Next(40) == 0 ? 60 : 0;
        for (var request = 0; request < requests; request++)
        {
            Ask(pause > 0 && request < requests / 20 ? pause : 0);
        }

        return [Hop(AccessReporter.Client, requests), Hop(AccessReporter.Server, requests)];
    }

    private void Ask(double pauseMs)
    {
        var work = Skewed(HandlerMs, 0.5) + pauseMs;
        var (inbound, filter) = (Skewed(0.2, 0.3), Skewed(FilterMs, 0.3));
        var path = Skewed(PathMs, 0.3) + (_random.NextDouble() < Lost ? 210 : 0);
        _broken += _random.Next(2000) == 0 ? 1UL : 0;
        Record(AccessReporter.Server, HopPart.BeforeUpstream, inbound);
        Record(AccessReporter.Server, HopPart.UpstreamWait, work);
        Record(AccessReporter.Server, HopPart.Total, inbound + work + 0.1);
        Record(AccessReporter.Client, HopPart.BeforeUpstream, filter);
        Record(AccessReporter.Client, HopPart.UpstreamWait, path + inbound + work);
        Record(AccessReporter.Client, HopPart.Total, filter + path + inbound + work + 0.1);
    }

    private void Record(AccessReporter reporter, HopPart part, double ms)
    {
        if (!_times.TryGetValue((reporter, part), out var times))
        {
            times = _times[(reporter, part)] = new();
        }

        times.Record((ulong)(ms * 1e6));
    }

    private HopDelta Hop(AccessReporter reporter, int requests) => new()
    {
        Window = First + _number,
        Reporter = reporter,
        Ended = (ulong)requests,
        Failed = _broken,
        Parts = [.. _times.Where(each => each.Key.Item1 == reporter).Select(each => new HopPartSum(each.Key.Item2, each.Value))],
        Flags = _broken > 0 ? [new(ResponseFlag.UpstreamConnectionTermination, _broken)] : [],
    };

    private double Skewed(double medianMs, double sigma)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return medianMs * Math.Exp(sigma * normal);
    }
}
