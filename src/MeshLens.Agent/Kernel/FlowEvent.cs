using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>A new flow (<c>ml_flow_event</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlowEvent
{
    public EventHeader Event;
    public FlowKey Key;
    /// <summary>Of the process’s leader; empty if the kernel decided in nobody’s name.</summary>
    public CommBytes Comm;
}
