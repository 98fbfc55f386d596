namespace MeshLens.Core.Baselines;

/// <summary>How far above a level one window may teach.</summary>
/// <remarks>
/// A fault comes and goes, and some of its windows pass as quiet: the one in which it began, the one in which it ended, and
/// those that it touched too little to be suspect. Taught in full, one such window with stalls of a second lifts level and
/// spread so far that the next ones are quiet as well, and at last a fault is not seen at all. So a window teaches at most
/// two spreads, which adds less to the spread than three ordinary windows take away: outliers leave the baseline as it is, and
/// what a quarter of the windows do or more widens it each time, until it is normal.
/// </remarks>
internal static class Reach
{
    /// <summary>Durations: nanoseconds that do not matter to anybody.</summary>
    public const double Duration = 1e6;

    /// <summary>Events that hardly ever happen: fewer are coincidence.</summary>
    public const double Events = 3;

    /// <summary>Shares of the time: a twentieth.</summary>
    public const double Share = 0.05;

    private const double Part = 0.2;
    private const double Spreads = 2;

    /// <param name="windows">How many windows were learned before this one; a level of too few of them bounds nothing.</param>
    /// <param name="floor">So much above the level is always taught.</param>
    public static double Limit(in Level level, int windows, double floor) => windows < Pace.EnoughWindows
        ? double.PositiveInfinity
        : level.Mean + Math.Max(floor, Math.Max(Part * level.Mean, Spreads * (1 + (3.0 / windows)) * level.Spread));

    public static float Bound(this in Level level, double value, int windows, double floor) =>
        (float)Math.Min(value, Limit(level, windows, floor));
}
