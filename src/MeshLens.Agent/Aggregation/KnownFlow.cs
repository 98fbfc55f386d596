using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Aggregation;

/// <summary>What the agent remembers of a flow it announced.</summary>
internal struct KnownFlow
{
    public Role Role;

    public int ProcessId;

    /// <summary>Connections that were told of it.</summary>
    public int Told;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC when it last had samples, counters or a new connection.</summary>
    public long ActiveAt;
}
