using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One leg of an edge, seen from one end, in the closed window: all replicas together, and each apart.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.leg-measurement")]
public sealed class LegMeasurement
{
    [Id(0)] public Leg Leg { get; set; }
    [Id(1)] public End End { get; set; }

    /// <summary>May hold requests of other callers: its durations describe the destination, not this edge.</summary>
    [Id(2)] public bool Shared { get; set; }
    [Id(3)] public List<SignalMeasurement> Signals { get; set; } = [];
    [Id(4)] public List<CounterMeasurement> Counters { get; set; } = [];

    /// <summary>Empty when the replicas are not known; one entry when there is one.</summary>
    [Id(5)] public List<EndpointMeasurement> Endpoints { get; set; } = [];

    /// <summary>Null when the window has no sample of it.</summary>
    public SignalMeasurement? Find(Signal signal)
    {
        var position = Signals.FindIndex(s => s.Signal == signal);
        return position < 0 ? null : Signals[position];
    }

    /// <summary>Null when it neither counted nor ever did.</summary>
    public CounterMeasurement? Find(Counter counter)
    {
        var position = Counters.FindIndex(c => c.Counter == counter);
        return position < 0 ? null : Counters[position];
    }

    public ulong Count(Counter counter) => Find(counter)?.Value ?? 0;

    public ulong Failures(FailureReason reason) => Count((Counter)((byte)Counter.FailuresBase + (byte)reason));

    public ulong WithoutTurns(TurnsUnavailable reason) => Count((Counter)((byte)Counter.TurnsUnavailableBase + (byte)reason));
}
