using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>A connection established, failed or closed (<c>ml_connection_event</c>), as far as things are known by then.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ConnectionEvent
{
    public EventHeader Event;
    public ConnectionId Id;
    public ulong Netns;
    public ulong Cgroup;
    public AddressBytes Local;
    public AddressBytes Remote;
    public ushort LocalPort;
    public ushort RemotePort;
    /// <summary>4 or 6.</summary>
    public byte Family;
    public Role Role;
    public Failure Failure;
    public Unavailable Unavailable;
    public uint Tgid;
    /// <summary>The thread that called connect; 0 on a server.</summary>
    public uint Tid;
    public CommBytes Comm;
    /// <summary>errno.</summary>
    public uint Error;
    public uint SynRetransmits;
    /// <summary>CLOCK_MONOTONIC: SYN sent; server: established.</summary>
    public ulong OpenedNs;
    /// <summary>Failed: until the failure.</summary>
    public ulong HandshakeNs;
    public ulong AcceptWaitNs;
    public ulong SetupNs;
    /// <summary>Since established.</summary>
    public ulong LifetimeNs;
    public ulong BytesSent;
    public ulong BytesReceived;
    public ulong StallNs;
    public ulong RwndLimitedNs;
    public ulong SndbufLimitedNs;
    public uint Retransmits;
    public uint Turns;
    public byte ResetIn;
    public byte ResetOut;
    /// <summary>Older than the agent.</summary>
    public byte Adopted;
    public Padding5 Padding;
    /// <summary>By turn or by queueing + service.</summary>
    public Turn Worst;
}
