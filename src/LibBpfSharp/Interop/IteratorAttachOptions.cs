using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>struct bpf_iter_attach_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IteratorAttachOptions
{
    public nuint Size;
    public IteratorLinkInfo* LinkInfo;
    public uint LinkInfoLength;
}
