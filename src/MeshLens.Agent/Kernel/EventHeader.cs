using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>How every ring buffer event begins (<c>ml_event</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EventHeader
{
    public EventType Type;
    /// <summary>0 if the connection never had one.</summary>
    public uint Flow;
    /// <summary>CLOCK_MONOTONIC.</summary>
    public ulong TimeNs;
}
