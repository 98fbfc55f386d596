using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>How many requests per window carry a flag.</summary>
[GenerateSerializer, Alias("meshlens.hop-flag-tracker")]
public record struct HopFlagTracker
{
    [Id(0)] public ResponseFlag Flag;
    [Id(1)] public RateTracker Rate;
}
