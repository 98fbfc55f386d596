using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>A turn above the agent’s threshold (<c>ml_turn_event</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TurnEvent
{
    public EventHeader Event;
    public ConnectionId Id;
    public ushort LocalPort;
    public ushort RemotePort;
    public uint Padding;
    public Turn Turn;
}
