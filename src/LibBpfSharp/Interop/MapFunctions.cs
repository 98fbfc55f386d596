using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct bpf_map</c>, the map before and around its loading.</summary>
internal static unsafe partial class MapFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__name")]
    public static partial nint Name(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__fd")]
    public static partial int FileDescriptor(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__reuse_fd")]
    public static partial int ReuseFileDescriptor(nint map, int fd);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__type")]
    public static partial BpfMapType Type(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__set_type")]
    public static partial int SetType(nint map, BpfMapType type);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__key_size")]
    public static partial uint KeySize(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__value_size")]
    public static partial uint ValueSize(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__max_entries")]
    public static partial uint MaxEntries(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__set_max_entries")]
    public static partial int SetMaxEntries(nint map, uint value);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__map_flags")]
    public static partial uint Flags(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__autocreate")]
    public static partial byte AutoCreate(nint map);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__set_autocreate")]
    public static partial int SetAutoCreate(nint map, byte value);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__initial_value")]
    public static partial byte* InitialValue(nint map, nuint* size);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__set_initial_value")]
    public static partial int SetInitialValue(nint map, byte* data, nuint size);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map__is_internal")]
    public static partial byte IsInternal(nint map);
}
