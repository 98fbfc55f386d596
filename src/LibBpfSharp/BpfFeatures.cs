using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What the running kernel offers, found by trying; most answers need CAP_BPF. Types and tracepoints are asked of <see cref="BtfTypes"/>.</summary>
public static class BpfFeatures
{
    private const string KernelBtfPath = "/sys/kernel/btf/vmlinux";

    /// <summary>Whether the kernel describes its types (CONFIG_DEBUG_INFO_BTF), as CO-RE and tp_btf need.</summary>
    public static bool HasKernelBtf => File.Exists(KernelBtfPath);

    /// <summary>Whether programs of this type can be loaded.</summary>
    /// <exception cref="BpfException">It could not be tried.</exception>
    public static bool Supports(BpfProgramType type) => Probe(() => LibraryFunctions.ProbeProgramType(type, 0), $"program type {type}");

    /// <summary>Whether maps of this type can be created.</summary>
    /// <exception cref="BpfException">It could not be tried.</exception>
    public static bool Supports(BpfMapType type) => Probe(() => LibraryFunctions.ProbeMapType(type, 0), $"map type {type}");

    /// <summary>Whether programs of this type may call this helper.</summary>
    /// <param name="type">The type of program; libbpf cannot try Tracing, Extension, Lsm and StructOperations.</param>
    /// <param name="helper">The helper's number in <c>enum bpf_func_id</c>.</param>
    /// <exception cref="BpfException">It could not be tried.</exception>
    public static bool SupportsHelper(BpfProgramType type, int helper) =>
        Probe(() => LibraryFunctions.ProbeHelper(type, helper, 0), $"helper {helper} of program type {type}");

    private static bool Probe(Func<int> probe, string what)
    {
        LibBpf.EnsureAvailable();
        return BpfException.ThrowIfNegative(probe(), $"probe for {what}") > 0;
    }
}
