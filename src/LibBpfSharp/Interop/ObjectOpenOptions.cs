using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The head of <c>struct bpf_object_open_opts</c>; libbpf reads as much of it as <see cref="Size"/> says.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ObjectOpenOptions
{
    public nuint Size;
    public nint ObjectName;
    public nint RelaxedMaps;
    public nint PinRootPath;
    public nint Reserved;
    public nint KernelConfig;
    public nint CustomBtfPath;
}
