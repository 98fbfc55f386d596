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

    /// <summary>Looks at listening sockets that are not followed: there are too many.</summary>
    public ulong ShedListeners { get; init; }

    /// <summary>Looks at processes that were left out: those before them had too many threads.</summary>
    public ulong ShedPressures { get; init; }

    /// <summary>Looks at a network namespace that could not be entered: without limits of its accept queues, mostly without drops.</summary>
    public ulong ListenersFromOutside { get; init; }

    /// <summary>Identities of processes that made room for others.</summary>
    public ulong ForgottenProcesses { get; init; }

    /// <summary>Walks through the cgroup tree that met more cgroups than are kept: containers may be unknown.</summary>
    public ulong CutCgroupWalks { get; init; }

    /// <summary>DNS queries told without their process: the kernel's table was full.</summary>
    public ulong UnnamedQueries { get; init; }

    /// <summary>Bytes of the node proxy's log that were skipped: more is written than is read.</summary>
    public ulong SkippedLogBytes { get; init; }

    /// <summary>Lines of it that were too long, or cut off by a rotation.</summary>
    public ulong BrokenLogLines { get; init; }

    /// <summary>Records of it of more pairs of caller and destination than are kept apart.</summary>
    public ulong ShedLogRecords { get; init; }

    /// <summary>Rows of batches that ingest could not use.</summary>
    public ulong RefusedRows { get; init; }
}
