using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>One turn (<c>ml_turn</c>). A client has turn and pickup, a server queueing and service.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Turn
{
    /// <summary>CLOCK_MONOTONIC: client: first byte sent, server: last byte of the request arrived.</summary>
    public ulong StartNs;
    public ulong TurnNs;
    public ulong PickupNs;
    public ulong QueueingNs;
    public ulong ServiceNs;
    public ulong TailNs;
    public ulong PauseNs;
}
