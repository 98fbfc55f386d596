namespace MeshLens.Agent.Kernel;

/// <summary>What was not recorded: index into the per-CPU array <c>lost</c> (<c>ml_lost</c>).</summary>
internal enum Lost : uint
{
    FlowEvent = 0,
    EstablishedEvent = 1,
    FailedEvent = 2,
    ClosedEvent = 3,
    TurnEvent = 4,
    /// <summary>Slow turns above the rate the agent asked for.</summary>
    TurnRate = 5,
    /// <summary>The map of flows is full: connections not watched for that reason.</summary>
    Flow = 6,
    /// <summary>No room for a socket’s state.</summary>
    Socket = 7,
    /// <summary>The map of samples is full.</summary>
    Sample = 8,
    /// <summary>The map of counters is full.</summary>
    Counter = 9,
}
