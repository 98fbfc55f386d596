using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One replica's part of a leg, so that replicas can be seen to drift apart.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.endpoint-measurement")]
public sealed class EndpointMeasurement
{
    /// <summary>Address and port.</summary>
    [Id(0)] public string Endpoint { get; set; } = "";
    [Id(1)] public List<SignalMeasurement> Signals { get; set; } = [];
    [Id(2)] public List<CounterDelta> Counters { get; set; } = [];

    /// <summary>Not among the replicas that were used when the edge was well.</summary>
    [Id(3)] public bool IsNew { get; set; }

    /// <summary>Null when the window has no sample of it.</summary>
    public SignalMeasurement? Find(Signal signal)
    {
        var position = Signals.FindIndex(s => s.Signal == signal);
        return position < 0 ? null : Signals[position];
    }

    public ulong Count(Counter counter) => Counters.Find(c => c.Counter == counter).Value;
}
