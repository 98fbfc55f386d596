using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What one proxy of an edge waited for when the edge was well.</summary>
[GenerateSerializer, Alias("meshlens.proxy-baseline")]
public sealed class ProxyBaseline
{
    /// <summary>Which.</summary>
    [Id(0)] public AccessReporter Proxy { get; set; }

    /// <summary>As shares of the time it was watched.</summary>
    [Id(1)] public PressureBaseline Pressure { get; set; } = new();
}
