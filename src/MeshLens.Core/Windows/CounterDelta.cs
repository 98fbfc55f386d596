using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What one counter gained in a window.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.counter-delta")]
public readonly record struct CounterDelta(
    [property: Id(0)] Counter Counter,
    [property: Id(1)] ulong Value);
