using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>One kind of conversation between two ends (<c>ml_flow_key</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FlowKey
{
    /// <summary>Network namespace cookie.</summary>
    public ulong Netns;
    /// <summary>cgroup v2 id of the socket, 0 if unknown.</summary>
    public ulong Cgroup;
    public AddressBytes Local;
    public AddressBytes Remote;
    /// <summary>Server only, where the client is on this machine, else 0.</summary>
    public ulong PeerNetns;
    public uint PeerTgid;
    /// <summary>The client’s flow id.</summary>
    public uint PeerFlow;
    /// <summary>Process id; 0 on a server that never touched the connection.</summary>
    public uint Tgid;
    /// <summary>Server: the local port, client: the remote one; host order.</summary>
    public ushort Port;
    /// <summary>4 or 6: what is on the wire.</summary>
    public byte Family;
    public Role Role;
}
