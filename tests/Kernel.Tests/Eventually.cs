using System.Diagnostics;

namespace Kernel.Tests;

/// <summary>Waits for what the kernel does in its own time; the deadline only bounds a failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    public static void True(Func<bool> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > _deadline)
            {
                throw new TimeoutException($"Waited {_deadline.TotalSeconds} s in vain until {what}.");
            }

            Pause();
        }
    }

    /// <summary>Longer than any BPF program runs.</summary>
    public static void Pause() => Thread.Sleep(5);
}
