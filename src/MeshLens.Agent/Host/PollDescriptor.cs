using System.Runtime.InteropServices;

namespace MeshLens.Agent.Host;

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Wanted;
    public short Got;
}
