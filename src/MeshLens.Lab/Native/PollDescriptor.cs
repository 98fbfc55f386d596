using System.Runtime.InteropServices;

namespace MeshLens.Lab.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Wanted;
    public short Happened;
}
