using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The kernel's run-time statistics, which cost some nanoseconds for each run of each program and are therefore off by default.</summary>
public static class BpfStats
{
    private const int RunTime = 0;

    /// <summary>Turns the statistics on, machine-wide, until the result is disposed. Needs CAP_SYS_ADMIN.</summary>
    /// <exception cref="BpfException">Not permitted, or a kernel before 5.8.</exception>
    public static IDisposable Enable()
    {
        LibBpf.EnsureAvailable();
        return new BpfFileHandle(BpfException.ThrowIfNegative(ProgramFunctions.EnableStatistics(RunTime), "enable BPF statistics"));
    }
}
