using System.Runtime.InteropServices;

namespace MeshLens.Agent.Kernel;

/// <summary>What the kernel keeps per <see cref="FlowKey"/> (<c>ml_flow</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Flow
{
    /// <summary>Never 0, never used again.</summary>
    public uint Id;
    /// <summary>Connections so far.</summary>
    public uint Opened;
    /// <summary>CLOCK_MONOTONIC.</summary>
    public ulong LastOpenedNs;
}
