using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One leg of an edge, seen from one end, in the closed window: all replicas together, and each apart.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.leg-measurement")]
public sealed class LegMeasurement
{
    [Id(0)] public Leg Leg { get; init; }
    [Id(1)] public End End { get; init; }

    /// <summary>May hold requests of other callers: its durations describe the destination, not this edge.</summary>
    [Id(2)] public bool Shared { get; init; }
    [Id(3)] public List<SignalMeasurement> Signals { get; init; } = [];
    [Id(4)] public List<CounterMeasurement> Counters { get; init; } = [];

    /// <summary>Empty when the replicas are not known; one entry when there is one.</summary>
    [Id(5)] public List<EndpointMeasurement> Endpoints { get; init; } = [];

    public SignalMeasurement? Find(Signal signal) => Signals.Find(s => s.Signal == signal);

    public CounterMeasurement? Find(Counter counter) => Counters.Find(c => c.Counter == counter);

    public ulong Count(Counter counter) => Find(counter)?.Value ?? 0;

    public ulong Failures(FailureReason reason) => Count((Counter)((byte)Counter.FailuresBase + (byte)reason));

    public ulong WithoutTurns(TurnsUnavailable reason) => Count((Counter)((byte)Counter.TurnsUnavailableBase + (byte)reason));
}
