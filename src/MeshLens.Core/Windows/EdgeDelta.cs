using MeshLens.Core.Edges;
using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What one flush of ingest has for one edge: one grain call carries it.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.edge-delta")]
public sealed class EdgeDelta
{
    [Id(0)] public EdgeKey Edge { get; set; }
    [Id(1)] public Party Source { get; set; } = Party.Unknown;
    [Id(2)] public Party Destination { get; set; } = Party.Unknown;
    [Id(3)] public List<WindowDelta> Windows { get; set; } = [];

    /// <summary>From access logs; null when there was nothing.</summary>
    [Id(4)] public List<HopDelta>? Hops { get; set; }

    /// <summary>From proxies' metrics; null when there was nothing.</summary>
    [Id(5)] public List<MetricDelta>? Metrics { get; set; }
}
