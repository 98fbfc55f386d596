using MeshLens.Agent.Host;

namespace MeshLens.Agent.Watching;

/// <summary>
/// Notices that the process that started this one has ended. PR_SET_PDEATHSIG would not do: it follows the thread that forked, and a
/// parent's pool thread ends long before the parent.
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Calls <paramref name="orphaned"/> once, when the parent is gone; dispose the result to stop looking.</summary>
    public static ITimer Start(Action orphaned, TimeProvider time)
    {
        var parent = LibC.ParentProcess();
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                if (LibC.ParentProcess() != parent)
                {
                    timer?.Dispose();
                    orphaned();
                }
            },
            null, Look, Look);
        return timer;
    }
}
