using MeshLens.Agent.Host;

namespace MeshLens.Agent.Loading;

/// <summary>Loading reads the kernel's type information, megabytes that are needed once.</summary>
internal static class Heap
{
    /// <summary>Gives back what loading left behind.</summary>
    public static void Trim()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            _ = LibC.TrimHeap(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc: it decides for itself.
        }
    }
}
