using System.Runtime.InteropServices;

namespace Benchmarks.Kernel;

/// <summary>Where and how the calling thread runs, so that the scheduler and the rest of the machine stay out of a comparison.</summary>
internal static partial class Placement
{
    private const int FirstInFirstOut = 1; // SCHED_FIFO

    /// <summary>Keeps the thread on one processor and before all ordinary threads: other work of the machine would drown a few per cent.</summary>
    /// <exception cref="InvalidOperationException">The processor does not exist, or not permitted.</exception>
    public static void Take(int processor)
    {
        var mask = 1UL << processor;
        var priority = 10;
        if (SetAffinity(0, sizeof(ulong), in mask) != 0 || SetScheduler(0, FirstInFirstOut, in priority) != 0)
        {
            throw new InvalidOperationException($"Cannot run first on processor {processor}: errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nint size, in ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int thread, int policy, in int priority);
}
