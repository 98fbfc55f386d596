namespace MeshLens.Core.Windows;

/// <summary>Windows are numbered by Unix time: ten seconds each, number 0 began at the epoch.</summary>
public static class WindowIndex
{
    public const int Seconds = 10;

    public static long Of(DateTimeOffset time) => Math.DivRem(time.ToUnixTimeSeconds(), Seconds).Quotient;

    public static DateTimeOffset StartOf(long window) => DateTimeOffset.FromUnixTimeSeconds(window * Seconds);

    public static DateTimeOffset EndOf(long window) => StartOf(window + 1);
}
