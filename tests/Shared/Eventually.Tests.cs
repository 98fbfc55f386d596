using System.Diagnostics;

namespace Tests.Shared;

/// <content>What fails a test in the end, and ends with it.</content>
internal static partial class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>What <paramref name="look"/> found, as soon as that is not null.</summary>
    /// <param name="what">For the sentence with which a test fails.</param>
    /// <param name="look">Looks once.</param>
    /// <param name="circumstances">More for that sentence.</param>
    public static async Task<T> Find<T>(string what, Func<Task<T?>> look, Func<string>? circumstances = null)
        where T : class
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Deadline; await Task.Delay(Look, TestContext.Current.CancellationToken))
        {
            if (await look() is { } found)
            {
                return found;
            }
        }

        Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain for {what}. {circumstances?.Invoke()}");
        return null;
    }

    /// <summary>What was seen, as soon as there is something that will do.</summary>
    public static Task<T> Seen<T>(string what, Func<T?> look, Predicate<T>? willDo = null)
        where T : class =>
        Find(what, () => Task.FromResult(look() is { } seen && willDo?.Invoke(seen) != false ? seen : null));

    public static Task Holds(string what, Func<Task<bool>> condition, Func<string>? circumstances = null) =>
        Find(what, async () => await condition() ? what : null, circumstances);

    public static Task Holds(string what, Func<bool> condition, Func<string>? circumstances = null) =>
        Holds(what, () => Task.FromResult(condition()), circumstances);
}
