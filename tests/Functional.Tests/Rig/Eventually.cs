using System.Diagnostics;

namespace Functional.Tests.Rig;

/// <summary>Waits for what other processes do in their own time; the deadline only bounds a failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>What <paramref name="look"/> found, as soon as that is not null.</summary>
    public static async Task<T> Find<T>(string what, Func<Task<T?>> look, Func<string>? circumstances = null)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < Deadline)
        {
            if (await look() is { } found)
            {
                return found;
            }

            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain for {what}. {circumstances?.Invoke()}");
        return null;
    }

    public static Task Holds(string what, Func<bool> condition, Func<string>? circumstances = null) =>
        Find(what, () => Task.FromResult(condition() ? what : null), circumstances);
}
