using MeshLens.Protocol.V1;

namespace Benchmarks.Agent;

/// <summary>What was not measured or not sent, each kind on its own.</summary>
/// <param name="Events">Events that found no room in the ring.</param>
/// <param name="Flows">Connections that found no room, their flow's or their own.</param>
/// <param name="Samples">Samples and counters that found no room, or whose flow was unknown.</param>
/// <param name="Rows">Rows of batches that gave way to newer ones.</param>
/// <param name="Connections">Single connections that found no room in a batch, or were in one that gave way.</param>
internal readonly record struct LossesByKind(ulong Events, ulong Flows, ulong Samples, ulong Rows, ulong Connections)
{
    public ulong Total => Events + Flows + Samples + Rows + Connections;

    public static LossesByKind operator +(LossesByKind left, LossesByKind right) => new(
        left.Events + right.Events, left.Flows + right.Flows, left.Samples + right.Samples, left.Rows + right.Rows,
        left.Connections + right.Connections);

    public static LossesByKind Of(Losses losses) => new(
        losses.KernelEvents, losses.KernelFlows + losses.KernelConnections, losses.KernelSamples, losses.ShedRows, losses.ShedConnections);

    public override string ToString() =>
        $"{Events} events, {Flows} flows, {Samples} samples, {Rows} rows, {Connections} connections";
}
