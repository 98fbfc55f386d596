namespace MeshLens.Grains.Nodes;

/// <summary>What an agent could not measure or send, in total since its stream was opened.</summary>
public sealed record NodeLosses
{
    public ulong KernelEvents { get; init; }
    public ulong KernelFlows { get; init; }

    /// <summary>Connection ends not watched: the agent's table of them was full (<c>--max-connections</c>).</summary>
    public ulong KernelConnections { get; init; }
    public ulong KernelSamples { get; init; }
    public ulong ShedBatches { get; init; }
    public ulong ShedRows { get; init; }
    public ulong ShedConnections { get; init; }

    /// <summary>Rows of batches that ingest could not use.</summary>
    public ulong RefusedRows { get; init; }
}
