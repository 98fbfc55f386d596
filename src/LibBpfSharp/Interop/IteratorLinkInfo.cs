using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>union bpf_iter_link_info</c>: a map or a task; its other members are not offered.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct IteratorLinkInfo
{
    [FieldOffset(0)] public int MapFd;
    [FieldOffset(0)] public int ThreadId;
    [FieldOffset(4)] public int ProcessId;
}
