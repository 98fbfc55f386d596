using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What one replica was when the edge was well.</summary>
[GenerateSerializer, Alias("meshlens.endpoint-baseline")]
public sealed class EndpointBaseline
{
    [Id(0)] public string Endpoint { get; set; } = "";

    /// <summary>None while it was the only replica: then it was the leg.</summary>
    [Id(1)] public List<SignalTracker> Signals { get; set; } = [];

    /// <summary>The last window it was seen in.</summary>
    [Id(2)] public long LastSeen { get; set; }

    internal void Learn(EndpointLesson endpoint, long window)
    {
        LastSeen = window;
        Trackers.Learn(Signals, endpoint.Signals);
    }
}
