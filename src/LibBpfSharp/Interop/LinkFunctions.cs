using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct bpf_link</c> and on descriptors of BPF things in general.</summary>
internal static unsafe partial class LinkFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_link__destroy")]
    public static partial int Destroy(nint link);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_link__fd")]
    public static partial int FileDescriptor(BpfLink link);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_iter_create")]
    public static partial int CreateIterator(int linkFd);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_obj_get_info_by_fd")]
    public static partial int Info(int fd, void* info, uint* length);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_obj_pin", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Pin(int fd, string path);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_obj_get", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenPinned(string path);
}
