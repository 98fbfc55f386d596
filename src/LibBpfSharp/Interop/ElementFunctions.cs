using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>The <c>bpf(2)</c> commands on a map's elements. All return zero or a negative errno.</summary>
internal static unsafe partial class ElementFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_lookup_elem")]
    public static partial int Lookup(int fd, void* key, void* value);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_lookup_and_delete_elem")]
    public static partial int LookupAndDelete(int fd, void* key, void* value);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_update_elem")]
    public static partial int Update(int fd, void* key, void* value, ulong flags);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_delete_elem")]
    public static partial int Delete(int fd, void* key);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_get_next_key")]
    public static partial int NextKey(int fd, void* key, void* next);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_lookup_batch")]
    public static partial int LookupBatch(int fd, void* cursorIn, void* cursorOut, void* keys, void* values, uint* count, BatchOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_lookup_and_delete_batch")]
    public static partial int LookupAndDeleteBatch(int fd, void* cursorIn, void* cursorOut, void* keys, void* values, uint* count, BatchOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_update_batch")]
    public static partial int UpdateBatch(int fd, void* keys, void* values, uint* count, BatchOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_map_delete_batch")]
    public static partial int DeleteBatch(int fd, void* keys, uint* count, BatchOptions* options);
}
