using System.Diagnostics;

namespace Kernel.Tests.Host;

/// <summary>Waits for something that the kernel will do in its own time, and fails when it does not.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<T> Until<T>(Func<T?> look, Func<T, bool> happened)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Limit)
        {
            if (look() is { } seen && happened(seen))
            {
                return seen;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"It did not happen within {Limit.TotalSeconds} s.");
    }
}
