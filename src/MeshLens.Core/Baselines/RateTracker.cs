using MeshLens.Core.Snapshots;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Learns what something counted per window is when the edge is well. A window without it counts as zero.</summary>
[GenerateSerializer, Alias("meshlens.rate-tracker")]
public record struct RateTracker
{
    [Id(0)] public Level Level;
    [Id(1)] public Peak Largest;

    /// <param name="windows">How many windows were learned before this one, also those without it.</param>
    /// <param name="floor">So much above the level a window always teaches; <see cref="Reach"/> says why there is a limit.</param>
    public void Learn(double value, int windows, double floor)
    {
        var bounded = Level.Bound(value, windows, floor);
        Level.Learn(bounded, Pace.Recent(windows));
        Largest.Learn(bounded, windows);
    }

    /// <summary>Null when too few windows were learned.</summary>
    public readonly RateBaseline? Baseline(int windows) => windows < Pace.EnoughWindows ? null : new()
    {
        Windows = windows,
        Mean = Level.Mean,
        Spread = Level.Spread,
        Largest = Largest.Value,
    };
}
