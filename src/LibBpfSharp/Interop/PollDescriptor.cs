using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int FileDescriptor;
    public short Requested;
    public short Returned;
}
