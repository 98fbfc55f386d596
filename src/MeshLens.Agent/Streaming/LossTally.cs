using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>What was not measured or not sent, until a batch carries it to the server.</summary>
internal sealed class LossTally
{
    public ulong KernelEvents { get; set; }

    public ulong KernelFlows { get; set; }

    /// <summary>Connection ends not watched, because the table of watched sockets had no room for them.</summary>
    public ulong KernelConnections { get; set; }

    public ulong KernelSamples { get; set; }

    public ulong ShedBatches { get; set; }

    public ulong ShedRows { get; set; }

    public ulong ShedConnections { get; set; }

    /// <summary>What was left out around the connections.</summary>
    public SurroundingLosses Around { get; set; }

    public bool IsEmpty =>
        (KernelEvents | KernelFlows | KernelConnections | KernelSamples | ShedBatches | ShedRows | ShedConnections) == 0 && Around == default;

    public void Add(LossTally other)
    {
        KernelEvents += other.KernelEvents;
        KernelFlows += other.KernelFlows;
        KernelConnections += other.KernelConnections;
        KernelSamples += other.KernelSamples;
        ShedBatches += other.ShedBatches;
        ShedRows += other.ShedRows;
        ShedConnections += other.ShedConnections;
        Around += other.Around;
    }

    public void Clear()
    {
        KernelEvents = KernelFlows = KernelConnections = KernelSamples = ShedBatches = ShedRows = ShedConnections = 0;
        Around = default;
    }

    public void CopyTo(Losses message)
    {
        message.KernelEvents = KernelEvents;
        message.KernelFlows = KernelFlows;
        message.KernelConnections = KernelConnections;
        message.KernelSamples = KernelSamples;
        message.ShedBatches = ShedBatches;
        message.ShedRows = ShedRows;
        message.ShedConnections = ShedConnections;
        Around.CopyTo(message);
    }
}
