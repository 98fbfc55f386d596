namespace MeshLens.Core.Classification.Statistics;

/// <summary>How much more than its baseline a duration must be before it may mean anything.</summary>
internal static class Margin
{
    private const double StrongPart = 0.3;
    private const double WeakPart = 0.2;
    private const double StrongSpreads = 6;
    private const double WeakSpreads = 4;
    private const double MostForTraffic = 3;

    public static double Strong(double baselineNs, double spreadNs, int windows, double floorNs) =>
        Of(baselineNs, spreadNs, windows, floorNs, StrongPart, StrongSpreads);

    public static double Weak(double baselineNs, double spreadNs, int windows, double floorNs) =>
        Of(baselineNs, spreadNs, windows, floorNs, WeakPart, WeakSpreads);

    /// <summary>Means of fewer samples than usual lie further apart, with the root of their number.</summary>
    public static double ForTraffic(double spreadNs, double usualSamples, ulong samples) =>
        spreadNs * Math.Clamp(Math.Sqrt(usualSamples / Math.Max(1, samples)), 1, MostForTraffic);

    // A spread learnt from few windows is itself uncertain, so it counts for more.
    private static double Of(double baselineNs, double spreadNs, int windows, double floorNs, double part, double spreads) =>
        Math.Max(floorNs, Math.Max(part * baselineNs, spreads * (1 + (3.0 / windows)) * spreadNs));
}
