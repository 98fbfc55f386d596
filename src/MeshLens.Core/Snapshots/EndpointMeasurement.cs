using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One replica's part of a leg, so that replicas can be seen to drift apart.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.endpoint-measurement")]
public sealed class EndpointMeasurement
{
    /// <summary>Address and port.</summary>
    [Id(0)] public string Endpoint { get; init; } = "";
    [Id(1)] public List<SignalMeasurement> Signals { get; init; } = [];
    [Id(2)] public List<CounterDelta> Counters { get; init; } = [];

    public SignalMeasurement? Find(Signal signal) => Signals.Find(s => s.Signal == signal);

    public ulong Count(Counter counter) => Counters.Find(c => c.Counter == counter).Value;
}
