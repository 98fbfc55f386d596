using System.Diagnostics;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>Waits for what others do in their own time; the deadline only bounds a failure.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static Task Holds(string what, Func<bool> condition) => Holds(what, () => Task.FromResult(condition()));

    public static async Task Holds(string what, Func<Task<bool>> condition)
    {
        for (var started = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Waited in vain for {what}.");
        }
    }
}
