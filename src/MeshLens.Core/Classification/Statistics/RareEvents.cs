using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Statistics;

/// <summary>Decides whether something that hardly ever happens now happens.</summary>
/// <remarks>
/// Counts are taken for Poisson. By Chernoff's bound, k events where λ are usual have a probability of at most
/// exp(-(k·ln(k/λ) - k + λ)); counts that vary more than Poisson's between quiet windows make a surprise that much smaller.
/// What was never seen may still happen: before the first window it is expected once in <see cref="PriorWindows"/>. What
/// was seen in few windows may be usual more often than it was seen: two standard errors are granted.
/// </remarks>
internal static class RareEvents
{
    private const double PriorWindows = 30;
    private const int MostWindows = 60;
    private const double WeakSurprise = 8;
    private const double StrongSurprise = 16;

    /// <param name="minimum">Fewer are coincidence, however rare.</param>
    public static Strength Of(CounterMeasurement? counter, ulong minimum) => counter is { } measured
        ? Of(measured.Value, measured.Baseline?.Mean ?? 0, measured.Baseline?.Spread ?? 0, measured.Baseline?.Windows ?? 0, minimum)
        : Strength.Unknown;

    /// <param name="mean">Usual number per window, and how far quiet windows lie apart.</param>
    public static Strength Of(ulong value, double mean, double spread, int windows, ulong minimum) =>
        value < minimum ? Strength.None : Surprise(value, mean, spread, windows) switch
        {
            >= StrongSurprise => Strength.Strong,
            >= WeakSurprise => Strength.Weak,
            _ => Strength.None,
        };

    private static double Surprise(ulong value, double mean, double spread, int windows)
    {
        var learned = Math.Min(windows, MostWindows);
        var usual = Math.Max(
            mean + (2 * Math.Sqrt(mean / Math.Max(1, learned))),
            ((mean * learned) + 1) / (learned + PriorWindows));
        var dispersion = Math.Max(1, spread * spread / usual);
        return value <= usual ? 0 : ((value * Math.Log(value / usual)) - value + usual) / dispersion;
    }
}
