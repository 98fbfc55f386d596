using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>What a counter gained per window when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.rate-baseline")]
public sealed record RateBaseline
{
    /// <summary>How many quiet windows it rests on; a window without an increment counts as zero.</summary>
    [Id(0)] public int Windows { get; set; }

    /// <summary>Mean per window and spread between windows.</summary>
    [Id(1)] public double Mean { get; set; }
    [Id(2)] public double Spread { get; set; }
    [Id(3)] public double Largest { get; set; }
}
