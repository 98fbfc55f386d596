using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What every signal of one edge was over the windows it was given. Bounded by the number of legs and signals.</summary>
[GenerateSerializer, Alias("meshlens.edge-baselines")]
public sealed class EdgeBaselines
{
    private const int MaxNameServers = 4;

    private RateTracker _path;

    [Id(0)] public List<LegBaseline> Legs { get; set; } = [];
    [Id(1)] public PressureBaseline Caller { get; set; } = new();
    [Id(2)] public PressureBaseline Callee { get; set; } = new();
    [Id(3)] public List<NameServerBaseline> NameServers { get; set; } = [];

    /// <summary>Client turn minus server time, and the windows in which both were seen.</summary>
    [Id(4)] public RateTracker Path { get => _path; set => _path = value; }
    [Id(5)] public int PathWindows { get; set; }

    /// <summary>One per kind of proxy; null while no proxy told anything.</summary>
    [Id(6)] public List<HopTracker>? Hops { get; set; }

    /// <summary>Of proxies, one entry per proxy that was ever watched.</summary>
    [Id(10)] public List<ProxyBaseline> Proxies { get; set; } = [];

    internal void Learn(WindowLesson window)
    {
        if (window.PathMeanNs is { } path)
        {
            _path.Learn(path, PathWindows, double.PositiveInfinity);
            PathWindows++;
        }

        foreach (var leg in window.Legs)
        {
            LegFor(leg.Leg, leg.End).Learn(leg, window.Window);
        }

        if (window.Caller is { } caller)
        {
            Caller.Learn(caller);
        }

        if (window.Callee is { } callee)
        {
            Callee.Learn(callee);
        }

        foreach (var (proxy, pressure) in window.Proxies)
        {
            LearnProxy(proxy, pressure);
        }

        foreach (var (address, answered) in window.NameServers)
        {
            NameServerFor(address)?.Answered.Learn(answered);
        }

        foreach (var hop in window.Hops ?? [])
        {
            HopFor(hop.Reporter, hop.Source).Learn(hop);
        }
    }

    public LegBaseline? Find(Leg leg, End end)
    {
        foreach (var known in Legs)
        {
            if (known.Leg == leg && known.End == end)
            {
                return known;
            }
        }

        return null;
    }

    public SignalBaseline? OfNameServer(string address) =>
        NameServers.Find(known => known.Address == address)?.Answered.Baseline();

    /// <summary>What proxies said when the edge was well; null when none has said enough.</summary>
    public List<HopBaseline>? OfHops()
    {
        List<HopBaseline>? known = null;
        foreach (var hop in Hops ?? [])
        {
            if (hop.Baseline() is { } baseline)
            {
                (known ??= []).Add(baseline);
            }
        }

        return known;
    }

    /// <summary>
    /// The signal an edge is judged by: turns; where there are none, the time that the proxy nearest to the caller took; where
    /// no proxy tells it, handshakes.
    /// </summary>
    public SignalTracker? Principal() => FirstOf(Signal.Turn) ?? NearestTotal() ?? FirstOf(Signal.Handshake) ?? FirstOf(Signal.Service);

    private SignalTracker? NearestTotal() =>
        HopTotal(AccessReporter.Client) ?? HopTotal(AccessReporter.Waypoint) ?? HopTotal(AccessReporter.Server);

    private SignalTracker? HopTotal(AccessReporter reporter) => Hops?.Find(hop => hop.Reporter == reporter && hop.Source == SourceKind.AccessLog)?.Find(HopPart.Total);

    /// <summary>What a proxy waited for; it knows nothing yet when the proxy was never watched in a quiet window.</summary>
    public PressureBaseline OfProxy(AccessReporter proxy) => Proxies.Find(known => known.Proxy == proxy)?.Pressure ?? new();

    private void LearnProxy(AccessReporter proxy, HostPressure pressure)
    {
        var known = Proxies.Find(known => known.Proxy == proxy);
        if (known is null)
        {
            known = new() { Proxy = proxy };
            Proxies.Add(known);
        }

        known.Pressure.Learn(pressure);
    }

    private SignalTracker? FirstOf(Signal signal)
    {
        foreach (var leg in Legs)
        {
            if (Trackers.Find(leg.Signals, signal) is { } tracker)
            {
                return tracker;
            }
        }

        return null;
    }

    private LegBaseline LegFor(Leg leg, End end)
    {
        if (Find(leg, end) is { } known)
        {
            return known;
        }

        var added = new LegBaseline { Leg = leg, End = end };
        Legs.Add(added);
        return added;
    }

    private HopTracker HopFor(AccessReporter reporter, SourceKind source)
    {
        Hops ??= [];
        if (Hops.Find(hop => hop.Reporter == reporter && hop.Source == source) is { } known)
        {
            return known;
        }

        var added = new HopTracker { Reporter = reporter, Source = source };
        Hops.Add(added);
        return added;
    }

    private NameServerBaseline? NameServerFor(string address)
    {
        var known = NameServers.Find(server => server.Address == address);
        if (known is null && NameServers.Count < MaxNameServers)
        {
            known = new() { Address = address, Answered = new() { Signal = Signal.Dns } };
            NameServers.Add(known);
        }

        return known;
    }
}
