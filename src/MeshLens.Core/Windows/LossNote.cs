using Orleans;

namespace MeshLens.Core.Windows;

/// <summary>What was not measured or not passed on in a window, anywhere between kernel and edge.</summary>
[GenerateSerializer, Immutable, Alias("meshlens.loss-note")]
public readonly record struct LossNote(
    [property: Id(0)] ulong KernelEvents,
    [property: Id(1)] ulong KernelFlows,
    [property: Id(2)] ulong KernelSamples,
    [property: Id(3)] ulong ShedRows,
    [property: Id(4)] ulong ShedConnections)
{
    public bool IsEmpty => this == default;

    public static LossNote operator +(LossNote left, LossNote right) => new(
        left.KernelEvents + right.KernelEvents,
        left.KernelFlows + right.KernelFlows,
        left.KernelSamples + right.KernelSamples,
        left.ShedRows + right.ShedRows,
        left.ShedConnections + right.ShedConnections);
}
