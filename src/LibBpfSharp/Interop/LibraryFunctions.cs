using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>libbpf's functions about itself and about the kernel.</summary>
internal static unsafe partial class LibraryFunctions
{
    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_major_version")]
    public static partial uint MajorVersion();

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_minor_version")]
    public static partial uint MinorVersion();

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_set_print")]
    public static partial nint SetPrint(delegate* unmanaged[Cdecl]<int, byte*, nint, int> onMessage);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_num_possible_cpus")]
    public static partial int PossibleCpus();

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_probe_bpf_prog_type")]
    public static partial int ProbeProgramType(BpfProgramType type, nint options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_probe_bpf_map_type")]
    public static partial int ProbeMapType(BpfMapType type, nint options);

    [LibraryImport(NativeLibraryNames.Bpf, EntryPoint = "libbpf_probe_bpf_helper")]
    public static partial int ProbeHelper(BpfProgramType type, int helper, nint options);
}
