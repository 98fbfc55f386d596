namespace MeshLens.Core.Windows;

/// <summary>The ten-second grid every edge shares. A window is named by its index: whole windows since the Unix epoch.</summary>
public static class WindowGrid
{
    /// <summary>How long one window is.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>How long after its end a window still takes samples.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromSeconds(2);

    /// <summary>Windows in the hour that every edge keeps.</summary>
    public const int Hour = 360;

    /// <summary>The window that <paramref name="instant"/> falls into.</summary>
    public static long IndexOf(DateTimeOffset instant)
    {
        var (index, rest) = Math.DivRem(instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, Length.Ticks);
        return rest < 0 ? index - 1 : index;
    }

    public static DateTimeOffset StartOf(long index) => DateTimeOffset.UnixEpoch + (index * Length);

    public static DateTimeOffset EndOf(long index) => StartOf(index + 1);

    /// <summary>The oldest window that still takes samples at <paramref name="now"/>.</summary>
    public static long OldestOpen(DateTimeOffset now) => IndexOf(now - Lateness);
}
