using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The native library itself: whether it is there, which version, and how many CPUs it counts.</summary>
public static class LibBpf
{
    private static readonly Lazy<LibBpfAvailability> s_availability = new(LibBpfAvailability.Probe);
    private static readonly Lazy<int> s_possibleCpus = new(ReadPossibleCpus);

    /// <summary>libbpf's version, or null when libbpf.so.1 cannot be loaded.</summary>
    public static Version? Version => s_availability.Value.Version;

    /// <summary>Null when libbpf can be used; otherwise one sentence that says why not and what to install.</summary>
    public static string? Problem => s_availability.Value.Problem;

    /// <summary>The number of CPUs this machine could ever have: the number of values behind one key of a per-CPU map.</summary>
    public static int PossibleCpus => s_possibleCpus.Value;

    /// <summary>Throws <see cref="BpfException"/> with <see cref="Problem"/> when libbpf cannot be used.</summary>
    public static void EnsureAvailable()
    {
        if (Problem is { } problem)
        {
            throw new BpfException("use libbpf", problem);
        }

        LibBpfMessages.Install();
    }

    private static int ReadPossibleCpus()
    {
        EnsureAvailable();
        return BpfException.ThrowIfNegative(LibraryFunctions.PossibleCpus(), "count possible CPUs");
    }
}
