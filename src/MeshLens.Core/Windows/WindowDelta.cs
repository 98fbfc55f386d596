using MeshLens.Core.Edges;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>
/// What one window of one leg gained, seen from one end and towards one replica. Ingest builds it, hands it over once and
/// never touches it again.
/// </summary>
[GenerateSerializer, Immutable, Alias("meshlens.window-delta")]
public sealed class WindowDelta
{
    /// <summary>An index of the <see cref="WindowGrid"/>.</summary>
    [Id(0)] public long Window { get; set; }
    [Id(1)] public Leg Leg { get; set; }
    [Id(2)] public End End { get; set; }

    /// <summary>Address and port of the replica that served; null when it is not known (a ClusterIP not yet joined).</summary>
    [Id(3)] public string? Endpoint { get; set; }

    /// <summary>A server flow that may hold requests of other callers, too.</summary>
    [Id(4)] public bool Shared { get; set; }

    [Id(5)] public List<SignalDelta> Signals { get; set; } = [];
    [Id(6)] public List<CounterDelta> Counters { get; set; } = [];
    [Id(7)] public List<ConnectionExemplar>? Exemplars { get; set; }

    /// <summary>Of this end's process.</summary>
    [Id(8)] public HostPressure? Pressure { get; set; }

    /// <summary>Of the replica's port; server end only.</summary>
    [Id(9)] public List<ListenerState>? Listeners { get; set; }

    /// <summary>As this end's process saw them; client end only.</summary>
    [Id(10)] public List<NameServerDelta>? NameServers { get; set; }
    [Id(11)] public LossNote Losses { get; set; }

    /// <summary>Age of the newest sample when ingest took it in, in milliseconds.</summary>
    [Id(12)] public uint AgeMs { get; set; }

    /// <summary>The agent of this end began, ended or fell silent in this window: an absent signal proves nothing.</summary>
    [Id(13)] public bool Partial { get; set; }

    /// <summary>The nodes whose agents told of this end, the first eight; null when none was named.</summary>
    [Id(14)] public List<string>? Nodes { get; set; }

    /// <summary>The zones of <see cref="Nodes"/>, in their order; empty where nobody says.</summary>
    [Id(15)] public List<string>? Zones { get; set; }
}
