using System.Runtime.InteropServices;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Dns;

/// <summary>One process asking one name server: key of the maps name_servers_0 and name_servers_1 (<c>ml_dns_key</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NameServerKey
{
    /// <summary>Network namespace cookie.</summary>
    public ulong Netns;

    /// <summary>cgroup v2 id of the socket, 0 if unknown.</summary>
    public ulong Cgroup;

    /// <summary>As the socket knows it where it is connected or answered; else as it is on the wire.</summary>
    public AddressBytes Server;

    /// <summary>Process id, 0 if unknown.</summary>
    public uint Tgid;

    public uint Padding;
}
