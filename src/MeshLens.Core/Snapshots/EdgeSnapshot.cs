using MeshLens.Core.Edges;
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
    [Id(0)] public EdgeKey Edge { get; init; }
    [Id(1)] public Party Source { get; init; } = Party.Unknown;
    [Id(2)] public Party Destination { get; init; } = Party.Unknown;

    /// <summary>The closed window, a <see cref="WindowIndex"/>.</summary>
    [Id(3)] public long Window { get; init; }

    /// <summary>One entry per leg and end that was seen.</summary>
    [Id(4)] public List<LegMeasurement> Legs { get; init; } = [];
    [Id(5)] public PressureMeasurement? CallerPressure { get; init; }
    [Id(6)] public PressureMeasurement? CalleePressure { get; init; }

    /// <summary>Listeners of the destination's replicas; empty when no agent sees them.</summary>
    [Id(7)] public List<ListenerState> Listeners { get; init; } = [];
    [Id(8)] public List<NameServerMeasurement> NameServers { get; init; } = [];
    [Id(9)] public Coverage Coverage { get; init; } = new();
    [Id(10)] public List<SiblingEdge> Siblings { get; init; } = [];
    [Id(11)] public List<ConnectionExemplar> Exemplars { get; init; } = [];

    /// <summary>The windows before this one, newest first; at least six when the edge is that old.</summary>
    [Id(12)] public List<WindowSummary> Recent { get; init; } = [];

    /// <summary>The state that the previous classification returned.</summary>
    [Id(13)] public VerdictState Previous { get; init; } = VerdictState.Initial;

    public LegMeasurement? Find(Leg leg, End end) => Legs.Find(l => l.Leg == leg && l.End == end);
}
