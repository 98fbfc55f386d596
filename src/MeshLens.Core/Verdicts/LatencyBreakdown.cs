using Orleans;

namespace MeshLens.Core.Verdicts;

/// <summary>Where the time of an edge goes, and by how much it is more than when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.latency-breakdown")]
public sealed record LatencyBreakdown
{
    /// <summary>Null when no turn was seen.</summary>
    [Id(0)] public LatencyFigures? ObservedMs { get; set; }

    /// <summary>Null when the edge was never seen well.</summary>
    [Id(1)] public LatencyFigures? BaselineMs { get; set; }

    /// <summary>Difference of means per request.</summary>
    [Id(2)] public double ExcessMs { get; set; }
    [Id(3)] public LatencyShares Shares { get; set; }
    [Id(4)] public List<LatencyComponent> Components { get; set; } = [];
}
