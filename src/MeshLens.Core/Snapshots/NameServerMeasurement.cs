using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>One name server as the caller saw it beside what it was when the edge was well.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.name-server-measurement")]
public readonly record struct NameServerMeasurement(
    [property: Id(0)] NameServerDelta Now,
    [property: Id(1)] SignalBaseline? Baseline);
