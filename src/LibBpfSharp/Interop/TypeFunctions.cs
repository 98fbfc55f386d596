using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct btf</c>.</summary>
internal static unsafe partial class TypeFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__load_vmlinux_btf", SetLastError = true)]
    public static partial nint LoadKernel();

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__free")]
    public static partial void Free(nint btf);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__find_by_name_kind", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Find(nint btf, string name, uint kind);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__type_by_id")]
    public static partial uint* Type(nint btf, uint id);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__type_cnt")]
    public static partial uint Count(nint btf);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__name_by_offset")]
    public static partial nint Name(nint btf, uint offset);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "btf__resolve_size")]
    public static partial long Size(nint btf, uint id);
}
