using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Statistics;

/// <summary>Decides whether something that hardly ever happens now happens.</summary>
/// <remarks>
/// Counts are taken for Poisson: five standard deviations, or five spreads between quiet windows if those are wider, above
/// the mean, and never fewer than a minimum that coincidences do not reach.
/// </remarks>
internal static class RareEvents
{
    private const double Deviations = 5;

    public static bool Exceed(CounterMeasurement? counter, ulong minimum) =>
        counter is { } measured && Exceed(measured.Value, measured.Baseline?.Mean ?? 0, measured.Baseline?.Spread ?? 0, minimum);

    public static bool Exceed(ulong value, double mean, double spread, ulong minimum) =>
        value >= minimum && value > mean + (Deviations * Math.Max(spread, Math.Sqrt(mean)));
}
