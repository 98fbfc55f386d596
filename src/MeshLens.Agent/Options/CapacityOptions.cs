using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Options;

/// <summary>The bounds of every table and queue. What exceeds one is counted and reported, never silently lost.</summary>
internal sealed record CapacityOptions
{
    /// <summary>Flows the kernel and the agent keep apart.</summary>
    public int Flows { get; init; }

    /// <summary>Connection ends the kernel follows at the same time, rounded up to a power of two.</summary>
    public int Connections { get; init; } = SocketTable.DefaultConnections;

    /// <summary>The ring of connection events, in bytes.</summary>
    public long RingBytes { get; init; }

    /// <summary>Batches that wait for the server, in bytes.</summary>
    public long QueueBytes { get; init; }

    /// <summary>Connections reported per second so that both ends can be joined.</summary>
    public int JoinsPerSecond { get; init; }

    /// <summary>Worst connections reported per flow and interval.</summary>
    public int WorstPerFlow { get; init; }

    /// <summary>Worst and failed connections reported per interval, all flows together.</summary>
    public int ExemplarsPerInterval { get; init; }
}
