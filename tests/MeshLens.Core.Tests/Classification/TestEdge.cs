using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Tests.Classification.Hops;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Classification;

/// <summary>
/// One window of frontend → payments, written down number by number. <see cref="Well"/> is the starting point of most
/// tests: both ends, 400 requests of 5 ms, 100 handshakes of 0.3 ms, nothing lost.
/// </summary>
internal sealed class TestEdge
{
    public const long Window = 170_000_000;

    private static readonly Party Frontend = new("shop", "frontend", PartyKind.Workload);
    private static readonly Party Payments = new("shop", "payments", PartyKind.Service);

    private readonly EdgeSnapshot _snapshot = new()
    {
        Edge = EdgeKey.Between("k8s1", Frontend, Payments, 8080),
        Source = Frontend,
        Destination = Payments,
        Window = Window,
        Previous = new() { Cause = Cause.Healthy, SinceWindow = Window - 60, LastSeenWindow = Window - 1 },
    };

    private double _relativeSpread = 0.02;

    public EdgeSnapshot Snapshot => _snapshot;

    /// <summary>Quiet windows the baselines rest on; 0 for none.</summary>
    public int BaselineWindows { get; init; } = 60;

    public static TestEdge Well(int baselineWindows = 60) => new TestEdge { BaselineWindows = baselineWindows }
        .Timed(End.Client, Signal.Turn, 5, 400)
        .Timed(End.Client, Signal.Pickup, 0.1, 400)
        .Timed(End.Client, Signal.Handshake, 0.3, 100)
        .Timed(End.Server, Signal.Queueing, 0.1, 400)
        .Timed(End.Server, Signal.Service, 4.6, 400)
        .Listening(drops: 0, backlog: 1)
        .PathUsually(0.3);

    public static TestEdge WellWithoutServer(int baselineWindows = 60) => new TestEdge { BaselineWindows = baselineWindows }
        .Timed(End.Client, Signal.Turn, 5, 400)
        .Timed(End.Client, Signal.Pickup, 0.1, 400)
        .Timed(End.Client, Signal.Handshake, 0.3, 100);

    /// <summary>Nobody but proxies tells anything.</summary>
    public static TestEdge Logged(params TestHop[] hops) => new TestEdge().With(hops);

    public TestEdge With(params TestHop[] hops)
    {
        Array.ForEach(hops, hop => hop.AddTo(_snapshot));
        return this;
    }

    /// <summary>What a proxy's metrics gained in the window.</summary>
    public TestEdge Counting(AccessReporter reporter, ulong requests, double meanMs, params (ResponseFlag Flag, int Count)[] flags)
    {
        (_snapshot.Metrics ??= []).Add(new()
        {
            Window = Window,
            Reporter = reporter,
            FromMs = -500,
            ToMs = 9500,
            Requests = requests,
            Failed = (ulong)flags.Sum(flag => flag.Count),
            Flags = [.. flags.Select(flag => new HopFlagCount(flag.Flag, (ulong)flag.Count))],
            DurationCount = requests,
            DurationSumMs = requests * meanMs,
        });
        return this;
    }

    /// <summary>Puts what one end saw on another leg.</summary>
    public TestEdge On(End end, Leg leg)
    {
        _snapshot.Find(Leg.Direct, end)!.Leg = leg;
        return this;
    }

    public ClassifiedWindow Classify() => Classifier.Classify(_snapshot);

    public Verdict Judge() => Classify().Diagnosis.Verdict;

    public TestEdge After(VerdictState previous)
    {
        _snapshot.Previous = previous;
        return this;
    }

    /// <summary>Replaces a signal: <paramref name="count"/> samples within ±20 % of a mean, beside what is usual.</summary>
    /// <param name="usualMs">The same as now when left out; NaN for no baseline.</param>
    public TestEdge Timed(End end, Signal signal, double nowMs, int count, double? usualMs = null, int? usualCount = null)
    {
        var histogram = new ExponentialHistogram();
        Add(histogram, nowMs, count);
        return Timed(end, signal, histogram, usualMs ?? UsualMs(end, signal) ?? nowMs, usualCount ?? UsualCount(end, signal) ?? count);
    }

    /// <summary>Adds samples to a signal, without changing what is usual.</summary>
    public TestEdge And(End end, Signal signal, double nowMs, int count)
    {
        if (LegOf(end).Find(signal) is not { } known)
        {
            return Timed(end, signal, nowMs, count, double.NaN);
        }

        Add(known.Histogram, nowMs, count);
        return this;
    }

    public TestEdge Without(End end, params Signal[] signals)
    {
        LegOf(end).Signals.RemoveAll(s => signals.Contains(s.Signal));
        return this;
    }

    public TestEdge Counted(End end, Counter counter, ulong value, double usual = 0)
    {
        LegOf(end).Counters.RemoveAll(c => c.Counter == counter);
        LegOf(end).Counters.Add(new(
            counter, value, BaselineWindows == 0 ? null : new() { Windows = BaselineWindows, Mean = usual, Spread = Math.Sqrt(usual) }));
        return this;
    }

    public TestEdge Failed(FailureReason reason, ulong count) =>
        Counted(End.Client, (Counter)((byte)Counter.FailuresBase + (byte)reason), count);

    public TestEdge WithoutTurns(TurnsUnavailable reason, ulong count) =>
        Counted(End.Client, (Counter)((byte)Counter.TurnsUnavailableBase + (byte)reason), count);

    public TestEdge Listening(ulong drops, uint backlog)
    {
        _snapshot.Listeners = [new() { Endpoint = "10.0.0.1:8080", Drops = drops, Backlog = backlog, BacklogLimit = 16 }];
        return this;
    }

    /// <summary>Nobody looks at the destination's accept queue.</summary>
    public TestEdge WithoutListeners()
    {
        _snapshot.Listeners = [];
        return this;
    }

    /// <summary>The accept queue overflowed in the window before, or in the one that is open.</summary>
    public TestEdge OverflowedNearby(ulong drops)
    {
        _snapshot.ListenersNearby = [new() { Endpoint = "10.0.0.1:8080", Drops = drops, Backlog = 17, BacklogLimit = 16 }];
        return this;
    }

    /// <summary>Both ends have a proxy, and nobody saw what went on between the two.</summary>
    public TestEdge ThroughProxies()
    {
        LegOf(End.Client).Leg = Leg.AppToProxy;
        LegOf(End.Server).Leg = Leg.ProxyToApp;
        return this;
    }

    public TestEdge PathUsually(double meanMs)
    {
        _snapshot.PathMeanNs = BaselineWindows == 0
            ? null
            : new() { Windows = BaselineWindows, Mean = meanMs * 1e6, Spread = 0.02 * 1e6 };
        return this;
    }

    /// <summary>Shares of the time, usually one in a hundred.</summary>
    public TestEdge Pressed(End end, double runQueue = 0.01, double throttled = 0)
    {
        var usual = new RateBaseline { Windows = 60, Mean = 0.01, Spread = 0.005 };
        var none = new RateBaseline { Windows = 60 };
        var now = new HostPressure
        {
            IntervalNs = 10_000_000_000,
            RunQueueNs = (ulong)(runQueue * 1e10),
            ThrottledNs = (ulong)(throttled * 1e10),
        };
        if (end == End.Client)
        {
            _snapshot.CallerPressure = new(now, usual, none);
        }
        else
        {
            _snapshot.CalleePressure = new(now, usual, none);
        }

        return this;
    }

    /// <summary>Pressure stall information of the cgroup, for disk I/O.</summary>
    public TestEdge Stalled(End end, double io, double usual = 0.01)
    {
        var now = new HostPressure { IntervalNs = 10_000_000_000, IoPressure = io };
        var baseline = new RateBaseline { Windows = 60, Mean = usual, Spread = 0.005 };
        var none = new RateBaseline { Windows = 60 };
        if (end == End.Client)
        {
            _snapshot.CallerPressure = new(now, none, none, none, none, baseline);
        }
        else
        {
            _snapshot.CalleePressure = new(now, none, none, none, none, baseline);
        }

        return this;
    }

    public TestEdge Asked(double answerMs, int answered, double usualMs, ulong unanswered = 0, ulong nameErrors = 0)
    {
        var histogram = new ExponentialHistogram();
        Add(histogram, answerMs, answered);
        _snapshot.NameServers.Add(new(
            new() { Address = "10.96.0.10:53", Answered = histogram, Unanswered = unanswered, NameErrors = nameErrors },
            BaselineOf(usualMs, answered)));
        return this;
    }

    /// <summary>One more replica of a leg, with a signal of its own.</summary>
    public TestEdge Replica(End end, string endpoint, Signal signal, double nowMs, int count, double usualMs, int? usualCount = null)
    {
        var histogram = new ExponentialHistogram();
        Add(histogram, nowMs, count);
        ReplicaOf(end, endpoint).Signals.Add(new(signal, histogram, BaselineOf(usualMs, usualCount ?? count)));
        return this;
    }

    /// <summary>What became of the connects to one replica.</summary>
    public TestEdge Connected(string endpoint, ulong attempts, FailureReason reason = FailureReason.None, ulong failed = 0)
    {
        var counters = ReplicaOf(End.Client, endpoint).Counters;
        counters.Add(new(Counter.ConnectAttempts, attempts));
        if (failed > 0)
        {
            counters.Add(new((Counter)((byte)Counter.FailuresBase + (byte)reason), failed));
        }

        return this;
    }

    /// <summary>What was sent to one replica again.</summary>
    public TestEdge Resent(string endpoint, Counter counter, ulong times)
    {
        ReplicaOf(End.Client, endpoint).Counters.Add(new(counter, times));
        return this;
    }

    /// <summary>Where a replica is.</summary>
    public TestEdge In(string zone, params string[] endpoints)
    {
        (_snapshot.Places ??= []).AddRange(endpoints.Select(endpoint => new EndpointPlace(endpoint, "", "", zone)));
        return this;
    }

    public TestEdge Beside(SiblingRelation relation, string source, string destination, Cause cause, EdgeShifts shifts)
    {
        _snapshot.Siblings.Add(new(new("k8s1", "shop", source, "shop", destination, 8080), relation, Window - 1, cause, shifts));
        return this;
    }

    public TestEdge Seen(ConnectionExemplar exemplar)
    {
        _snapshot.Exemplars.Add(exemplar);
        return this;
    }

    public TestEdge Shared()
    {
        LegOf(End.Server).Shared = true;
        return this;
    }

    public TestEdge Spread(double relative)
    {
        _relativeSpread = relative;
        return this;
    }

    private TestEdge Timed(End end, Signal signal, ExponentialHistogram now, double usualMs, int usualCount)
    {
        var leg = LegOf(end);
        leg.Signals.RemoveAll(s => s.Signal == signal);
        leg.Signals.Add(new(signal, now, BaselineOf(usualMs, usualCount)));
        return this;
    }

    private SignalBaseline? BaselineOf(double usualMs, int count) => BaselineWindows == 0 || double.IsNaN(usualMs) ? null : new()
    {
        Windows = BaselineWindows,
        SamplesPerWindow = count,
        MeanNs = usualMs * 1e6,
        MeanSpreadNs = usualMs * 1e6 * _relativeSpread,
        P50Ns = usualMs * 1e6,
        P50SpreadNs = usualMs * 1e6 * _relativeSpread,
        P90Ns = usualMs * 1.16e6,
        P90SpreadNs = usualMs * 1e6 * _relativeSpread,
        P99Ns = usualMs * 1.2e6,
        P99SpreadNs = usualMs * 1e6 * _relativeSpread,
        LargestMeanNs = usualMs * 1.1e6,
        MaxNs = usualMs * 2e6,
    };

    private static void Add(ExponentialHistogram histogram, double meanMs, int count)
    {
        for (var sample = 0; sample < count; sample++)
        {
            histogram.Record((ulong)(meanMs * 1e6 * (0.8 + (0.4 * (sample + 0.5) / count))));
        }
    }

    private LegMeasurement LegOf(End end)
    {
        if (_snapshot.Find(Leg.Direct, end) is { } known)
        {
            return known;
        }

        var added = new LegMeasurement { Leg = Leg.Direct, End = end };
        _snapshot.Legs.Add(added);
        return added;
    }

    private EndpointMeasurement ReplicaOf(End end, string endpoint)
    {
        var replicas = LegOf(end).Endpoints;
        var known = replicas.Find(replica => replica.Endpoint == endpoint);
        if (known is null)
        {
            known = new() { Endpoint = endpoint };
            replicas.Add(known);
        }

        return known;
    }

    private double? UsualMs(End end, Signal signal) => LegOf(end).Find(signal)?.Baseline?.MeanNs / 1e6;

    private int? UsualCount(End end, Signal signal) => (int?)LegOf(end).Find(signal)?.Baseline?.SamplesPerWindow;
}
