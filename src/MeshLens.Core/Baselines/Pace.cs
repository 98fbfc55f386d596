namespace MeshLens.Core.Baselines;

/// <summary>How fast baselines follow. Every window counts the same at first; later each newer one counts a little more.</summary>
internal static class Pace
{
    /// <summary>Windows before a baseline is worth comparing with.</summary>
    public const int EnoughWindows = 3;

    /// <summary>Time constant of the baseline: ten minutes of quiet windows.</summary>
    private const double RecentWindows = 60;

    /// <summary>Time constant of the slow reference: six hours of quiet windows.</summary>
    private const double SlowWindows = 2160;

    /// <param name="windows">How many windows were learned before this one.</param>
    public static double Recent(int windows) => Math.Max(1.0 / (windows + 1), 1 / RecentWindows);

    public static double Slow(int windows) => Math.Max(1.0 / (windows + 1), 1 / SlowWindows);
}
