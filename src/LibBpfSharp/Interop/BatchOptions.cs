using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary><c>struct bpf_map_batch_opts</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BatchOptions
{
    public nuint Size;
    public ulong ElementFlags;
    public ulong Flags;
}
