using System.Diagnostics;

namespace Tests.Shared;

/// <summary>Waits for what others (threads, processes, the kernel) do in their own time; the deadline only bounds a failure.</summary>
internal static partial class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Waits on this thread, for what must not leave it.</summary>
    /// <exception cref="TimeoutException">It did not happen.</exception>
    public static void True(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain until {what}.");
            }

            Pause();
        }
    }

    /// <summary>Longer than any BPF program runs.</summary>
    public static void Pause() => Thread.Sleep(5);
}
