using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What one name server was when the edge was well.</summary>
[GenerateSerializer, Alias("meshlens.name-server-baseline")]
public sealed class NameServerBaseline
{
    [Id(0)] public string Address { get; set; } = "";
    [Id(1)] public SignalTracker Answered { get; set; } = new();
}
