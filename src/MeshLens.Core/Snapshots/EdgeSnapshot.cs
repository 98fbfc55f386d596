using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>
/// Everything the classifier may know about an edge when a window closes. It can be recorded as JSON and replayed: the
/// same snapshot always gives the same verdict.
/// </summary>
[GenerateSerializer, Immutable, Alias("meshlens.edge-snapshot")]
public sealed class EdgeSnapshot
{
    [Id(0)] public EdgeKey Edge { get; set; }
    [Id(1)] public Party Source { get; set; } = Party.Unknown;
    [Id(2)] public Party Destination { get; set; } = Party.Unknown;

    /// <summary>The closed window, an index of the <see cref="WindowGrid"/>.</summary>
    [Id(3)] public long Window { get; set; }

    /// <summary>One entry per leg and end that was seen.</summary>
    [Id(4)] public List<LegMeasurement> Legs { get; set; } = [];
    [Id(5)] public PressureMeasurement? CallerPressure { get; set; }
    [Id(6)] public PressureMeasurement? CalleePressure { get; set; }

    /// <summary>Listeners of the destination's replicas; empty when no agent sees them.</summary>
    [Id(7)] public List<ListenerState> Listeners { get; set; } = [];
    [Id(8)] public List<NameServerMeasurement> NameServers { get; set; } = [];
    [Id(9)] public Coverage Coverage { get; set; } = new();
    [Id(10)] public List<SiblingEdge> Siblings { get; set; } = [];
    [Id(11)] public List<ConnectionExemplar> Exemplars { get; set; } = [];

    /// <summary>The windows before this one, newest first; at least six when the edge is that old.</summary>
    [Id(12)] public List<WindowSummary> Recent { get; set; } = [];

    /// <summary>The state that the previous classification returned.</summary>
    [Id(13)] public VerdictState Previous { get; set; } = VerdictState.Initial;

    /// <summary>
    /// What <see cref="Classification.ClassifiedWindow.PathMeanNs"/> was, in nanoseconds, when the edge was well. Both ends
    /// time the same requests, so their difference varies far less than either; null when both were never seen.
    /// </summary>
    [Id(14)] public RateBaseline? PathMeanNs { get; set; }

    /// <summary>Listeners that dropped something in the window before, or in the one that is open, as far as it is known.</summary>
    [Id(15)] public List<ListenerState> ListenersNearby { get; set; } = [];

    /// <summary>What proxies' access logs say, one entry per kind of proxy; null when no proxy told anything.</summary>
    [Id(16)] public List<HopDelta>? Hops { get; set; }

    /// <summary>What those access logs said when the edge was well; null when that was never seen.</summary>
    [Id(20)] public List<HopBaseline>? HopBaselines { get; set; }

    /// <summary>What the mesh's configuration says about the edge; null when no control plane is read.</summary>
    [Id(17)] public EdgeConfiguration? Configuration { get; set; }

    /// <summary>What proxies' metrics say, one entry per kind of proxy; null when they were not read.</summary>
    [Id(18)] public List<MetricDelta>? Metrics { get; set; }

    /// <summary>What the edge's proxies waited for, one entry per proxy that an agent watches; null when there is none.</summary>
    [Id(19)] public List<ProxyPressure>? ProxyPressure { get; set; }

    /// <summary>Who and where the replicas are, when there are several; null when nobody says.</summary>
    [Id(22)] public List<EndpointPlace>? Places { get; set; }

    /// <summary>How probes fare between the nodes of both ends; null when nobody probes there.</summary>
    [Id(23)] public PathProbes? Probes { get; set; }

    /// <summary>Which nodes its requests went between in the last window that tells; null when nobody knows.</summary>
    [Id(30)] public List<EdgePath>? Paths { get; set; }

    /// <summary>Null when that proxy is not watched.</summary>
    public PressureMeasurement? PressureOf(AccessReporter proxy)
    {
        var position = ProxyPressure?.FindIndex(known => known.Proxy == proxy) ?? -1;
        return position < 0 ? null : ProxyPressure![position].Pressure;
    }

    public LegMeasurement? Find(Leg leg, End end) => Legs.Find(l => l.Leg == leg && l.End == end);
}
