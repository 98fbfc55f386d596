namespace MeshLens.Agent.Kernel;

/// <summary>What a ring buffer event tells (<c>ml_event_type</c>).</summary>
internal enum EventType : uint
{
    Flow = 1,
    Established = 2,
    Failed = 3,
    Closed = 4,
    Turn = 5,
}
