using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions on <c>struct bpf_program</c>.</summary>
internal static unsafe partial class ProgramFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__name")]
    public static partial nint Name(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__section_name")]
    public static partial nint SectionName(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__type")]
    public static partial BpfProgramType Type(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__fd")]
    public static partial int FileDescriptor(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__autoload")]
    public static partial byte AutoLoad(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__set_autoload")]
    public static partial int SetAutoLoad(nint program, byte value);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__set_attach_target", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetAttachTarget(nint program, int programFd, string? function);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach", SetLastError = true)]
    public static partial nint Attach(nint program);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_cgroup", SetLastError = true)]
    public static partial nint AttachCgroup(nint program, int cgroupFd);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_netns", SetLastError = true)]
    public static partial nint AttachNetworkNamespace(nint program, int namespaceFd);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_xdp", SetLastError = true)]
    public static partial nint AttachXdp(nint program, int interfaceIndex);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_raw_tracepoint", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint AttachRawTracepoint(nint program, string name);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_tracepoint", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint AttachTracepoint(nint program, string category, string name);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_program__attach_iter", SetLastError = true)]
    public static partial nint AttachIterator(nint program, IteratorAttachOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_prog_test_run_opts")]
    public static partial int TestRun(int programFd, TestRunOptions* options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "bpf_enable_stats")]
    public static partial int EnableStatistics(int type);
}
