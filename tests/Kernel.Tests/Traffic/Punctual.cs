using MeshLens.Lab.Links;

namespace Kernel.Tests;

/// <summary>
/// A thread that learns at once of what the kernel saw, also on a processor that is busy otherwise: the application's clock is what
/// the kernel's is compared with.
/// </summary>
internal static class Punctual
{
    public static Thread Start(ThreadStart work)
    {
        var thread = new Thread(() =>
        {
            RealTimeManners.Apply();
            work();
        })
        { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>Runs it to its end.</summary>
    public static void Run(ThreadStart work) => Start(work).Join();
}
