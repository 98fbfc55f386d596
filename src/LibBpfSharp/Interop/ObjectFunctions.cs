using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct bpf_object</c>.</summary>
internal static unsafe partial class ObjectFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__open_file", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenFile(string path, ObjectOpenOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__open_mem", SetLastError = true)]
    public static partial nint OpenMemory(byte* bytes, nuint size, ObjectOpenOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__load")]
    public static partial int Load(BpfObjectHandle handle);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__close")]
    public static partial void Close(nint handle);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__name")]
    public static partial nint Name(BpfObjectHandle handle);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__btf")]
    public static partial nint Types(BpfObjectHandle handle);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__next_program")]
    public static partial nint NextProgram(BpfObjectHandle handle, nint previous);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__next_map")]
    public static partial nint NextMap(BpfObjectHandle handle, nint previous);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_object__find_map_by_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindMap(BpfObjectHandle handle, string name);
}
