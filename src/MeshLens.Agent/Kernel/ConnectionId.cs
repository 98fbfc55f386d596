using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>A connection’s two ends see the same pair, also through NAT (<c>ml_connection_id</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ConnectionId
{
    public uint ClientIsn;
    public uint ServerIsn;
}
