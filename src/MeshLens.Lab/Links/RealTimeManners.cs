using MeshLens.Lab.Native;

namespace MeshLens.Lab.Links;

/// <summary>Makes the calling thread wake on time on a busy machine: a fine timer and a place before all ordinary threads.</summary>
internal static class RealTimeManners
{
    private const int FirstInFirstOut = 1; // SCHED_FIFO
    private static readonly int Priority = 10;

    public static void Apply()
    {
        // Both are best effort: without them the delay is less exact, never wrong in kind.
        _ = Libc.Prctl(Libc.PrSetTimerSlack, 1, 0, 0, 0);
        _ = Libc.SetScheduler(0, FirstInFirstOut, in Priority);
    }
}
