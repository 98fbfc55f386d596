using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>The rate of one counter.</summary>
[GenerateSerializer, Alias("meshlens.counter-tracker")]
public record struct CounterTracker
{
    [Id(0)] public Counter Counter;
    [Id(1)] public RateTracker Rate;
}
