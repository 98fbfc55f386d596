using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>What may be changed while everything runs: the value of map <c>.data.settings</c> (<c>ml_settings</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Settings
{
    /// <summary>Its lowest bit names the samples and counters maps in use.</summary>
    public uint Generation;
    /// <summary>Turn events, all connections together.</summary>
    public uint SlowTurnsPerSecond;
    /// <summary>A turn, pickup, queueing or service above this makes an event; 0: none.</summary>
    public ulong SlowTurnNs;
    /// <summary>Handshakes above this make an event at once; the others are told when walked or closed.</summary>
    public ulong SlowHandshakeNs;
    /// <summary>Unremarkable connections are told only if (client ^ server isn) &amp; mask is 0; 0: every one.</summary>
    public uint EventSampleMask;
    /// <summary>Non-zero: only what is in map watched_netns (cookie).</summary>
    public byte FilterNetns;
    /// <summary>Non-zero: only what is, or is below, something in watched_cgroups (id).</summary>
    public byte FilterCgroup;
    /// <summary>Non-zero: only where an end is in watched_addresses (LPM).</summary>
    public byte FilterAddress;
    /// <summary>Non-zero: only service ports in watched_ports.</summary>
    public byte FilterPort;
    /// <summary>Resolution of CLOCK_MONOTONIC_COARSE.</summary>
    public ulong JiffyNs;
}
