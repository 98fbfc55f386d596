using MeshLens.Core.Telemetry;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>The pressure on one proxy of an edge beside what it was when the edge was well.</summary>
/// <param name="Proxy">The caller's, the destination's, or the waypoint. A node proxy is both where both ends are on its node.</param>
/// <param name="Pressure">Of all its processes that are on the edge.</param>
[GenerateSerializer, Immutable, Alias("meshlens.proxy-pressure")]
public readonly record struct ProxyPressure(
    [property: Id(0)] AccessReporter Proxy,
    [property: Id(1)] PressureMeasurement Pressure);
