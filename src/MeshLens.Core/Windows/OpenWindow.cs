using System.Runtime.InteropServices;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Windows;

/// <summary>One window of an edge while it takes samples. Adding is commutative: any order and partition ends the same.</summary>
internal sealed class OpenWindow(long index)
{
    /// <summary>Of either end: between more than these nobody probes every pair.</summary>
    private const int MostNodes = 32;

    // The first so many are in use; those behind them are emptied and wait for their leg to come again.
    private readonly List<LegWindow> _legs = [];
    private int _used;
    private ListenerSums? _listeners;
    private NameServerSums? _nameServers;
    private ExemplarSet? _exemplars;
    private HopSums? _hops;
    private List<MetricDelta>? _metrics;
    private PathSet? _paths;

    public long Index { get; private set; } = index;

    public ReadOnlySpan<LegWindow> Legs => CollectionsMarshal.AsSpan(_legs)[.._used];

    /// <summary>Something was measured of connections, or proxies logged or counted requests.</summary>
    public bool HasTraffic => _used > 0 || _hops is not null || _metrics?.Exists(static metric => metric.HasTraffic) == true;

    /// <summary>What proxies logged; null when they logged nothing.</summary>
    public IReadOnlyList<HopDelta>? Hops => _hops?.All;

    /// <summary>What proxies counted; null when nobody asked them.</summary>
    public IReadOnlyList<MetricDelta>? Metrics => _metrics;

    public HostPressure? CallerPressure { get; private set; }

    public HostPressure? CalleePressure { get; private set; }

    /// <summary>One entry per proxy whose process was looked at; null when there was none.</summary>
    public List<(AccessReporter Proxy, HostPressure Pressure)>? ProxyPressures { get; private set; }

    public IEnumerable<ListenerState> Listeners => _listeners?.All ?? [];

    public IEnumerable<NameServerDelta> NameServers => _nameServers?.All ?? [];

    public IEnumerable<ConnectionExemplar> Exemplars => _exemplars?.All ?? [];

    public LossNote Losses { get; private set; }

    public uint AgeMs { get; private set; }

    /// <summary>An agent watched only a part of it, or fell silent in it.</summary>
    public bool Partial { get; private set; }

    /// <summary>An agent reported something of this end, be it only how full a listener or how busy a process is.</summary>
    public bool ClientReported { get; private set; }
    public bool ServerReported { get; private set; }

    /// <summary>The nodes of the callers and of the replicas, as far as agents are there; null when none is.</summary>
    public HashSet<string>? ClientNodes { get; private set; }

    /// <inheritdoc cref="ClientNodes"/>
    public HashSet<string>? ServerNodes { get; private set; }

    /// <summary>Empties it and begins another window with its storage.</summary>
    public OpenWindow Reuse(long index)
    {
        foreach (var leg in Legs)
        {
            leg.Clear();
        }

        _paths?.Clear();
        (_used, _listeners, _nameServers, _exemplars, _hops, _metrics) = (0, null, null, null, null, null);
        (CallerPressure, CalleePressure, ProxyPressures, Losses, AgeMs) = (null, null, null, default, 0);
        (Partial, ClientReported, ServerReported) = (false, false, false);
        (ClientNodes, ServerNodes) = (null, null);
        Index = index;
        return this;
    }

    /// <summary>Which nodes its requests went between; null when nobody knows.</summary>
    public List<EdgePath>? PathsOf(string cluster, IEndpointPlaces? places) => _paths?.Of(cluster, places);

    public void Apply(HopDelta hop) => (_hops ??= new()).Add(hop);

    public void Apply(MetricDelta metric) => MetricSums.Add(_metrics ??= [], metric);

    public void Apply(WindowDelta delta)
    {
        // A process under pressure or a listener is no traffic: only what was measured of connections makes a leg.
        if (delta.Signals.Count + delta.Counters.Count > 0)
        {
            LegOf(delta.Leg, delta.End).Apply(delta);
            (_paths ??= new()).Add(delta);
        }

        Losses += delta.Losses;
        AgeMs = Math.Max(AgeMs, delta.AgeMs);
        Partial |= delta.Partial;
        ClientReported |= delta.End == End.Client;
        ServerReported |= delta.End == End.Server;
        ApplyPressure(delta);
        ApplyNodes(delta);
        foreach (var exemplar in delta.Exemplars ?? [])
        {
            (_exemplars ??= new()).Add(exemplar);
        }

        foreach (var listener in delta.Listeners ?? [])
        {
            NoteUnless((_listeners ??= new()).Add(listener));
        }

        foreach (var server in delta.NameServers ?? [])
        {
            NoteUnless((_nameServers ??= new()).Add(server));
        }
    }

    private void ApplyNodes(WindowDelta delta)
    {
        foreach (var node in delta.Nodes ?? [])
        {
            var nodes = delta.End == End.Client ? ClientNodes ??= new(StringComparer.Ordinal) : ServerNodes ??= new(StringComparer.Ordinal);
            if (nodes.Count < MostNodes)
            {
                nodes.Add(node);
            }
        }
    }

    private void NoteUnless(bool kept) => Losses += kept ? default : new LossNote(0, 0, 0, ShedRows: 1, 0);

    private void ApplyPressure(WindowDelta delta)
    {
        if (delta.Pressure is not { } pressure)
        {
            return;
        }

        if (LegOwner.ProxyAt(delta.Leg, delta.End) is { } proxy)
        {
            AddPressure(proxy, pressure);
        }
        else if (delta.End == End.Client)
        {
            CallerPressure = PressureSum.Add(CallerPressure, pressure);
        }
        else
        {
            CalleePressure = PressureSum.Add(CalleePressure, pressure);
        }
    }

    private void AddPressure(AccessReporter proxy, HostPressure gained)
    {
        ProxyPressures ??= [];
        var position = ProxyPressures.FindIndex(known => known.Proxy == proxy);
        if (position < 0)
        {
            ProxyPressures.Add((proxy, gained));
        }
        else
        {
            ProxyPressures[position] = (proxy, PressureSum.Add(ProxyPressures[position].Pressure, gained));
        }
    }

    private LegWindow LegOf(Leg leg, End end)
    {
        for (var position = 0; position < _legs.Count; position++)
        {
            if (_legs[position].Leg == leg && _legs[position].End == end)
            {
                return position < _used ? _legs[position] : Use(position);
            }
        }

        _legs.Add(new(leg, end));
        return Use(_legs.Count - 1);
    }

    private LegWindow Use(int position)
    {
        (_legs[position], _legs[_used]) = (_legs[_used], _legs[position]);
        return _legs[_used++];
    }
}
