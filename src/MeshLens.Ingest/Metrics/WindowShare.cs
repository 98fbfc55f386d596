using MeshLens.Core.Windows;

namespace MeshLens.Ingest.Metrics;

/// <summary>The part of a time between two scrapes that falls to one window.</summary>
/// <param name="Window">An index of the window grid.</param>
/// <param name="FromMs">Where the part begins, after the window's beginning.</param>
/// <param name="ToMs">Where it ends.</param>
/// <param name="Before">How much of the time lies before the part, 0 to 1.</param>
/// <param name="After">How much of it lies before its end, 0 to 1.</param>
internal readonly record struct WindowShare(long Window, int FromMs, int ToMs, double Before, double After)
{
    // A window that has ended takes samples for two seconds more; what is handed over needs its time, too.
    private static readonly TimeSpan Lateness = WindowGrid.Lateness / 2;

    /// <summary>
    /// Spreads a time that ended just now evenly over its windows. What would fall to a window that is closed goes to the oldest one that
    /// is not, which says with <see cref="FromMs"/> that it is older.
    /// </summary>
    public static List<WindowShare> Over(DateTimeOffset now, TimeSpan length)
    {
        var since = now - length;
        var (window, begin) = (Math.Max(WindowGrid.IndexOf(now - Lateness), WindowGrid.IndexOf(since)), since);
        List<WindowShare> shares = [];
        for (; begin < now; window++)
        {
            var (start, end) = (WindowGrid.StartOf(window), Earlier(WindowGrid.EndOf(window), now));
            shares.Add(new(window, Milliseconds(begin - start), Milliseconds(end - start), (begin - since) / length, (end - since) / length));
            begin = end;
        }

        return shares;
    }

    /// <summary>The part's share of a gain. The shares of all parts add up to the gain, rounded once.</summary>
    public ulong Of(double gain) =>
        gain is > 0 and < long.MaxValue ? (ulong)(Math.Round(gain * After) - Math.Round(gain * Before)) : 0;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, int.MinValue, int.MaxValue);
}
