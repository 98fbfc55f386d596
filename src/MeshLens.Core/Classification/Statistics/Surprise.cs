namespace MeshLens.Core.Classification.Statistics;

/// <summary>Chernoff's bound on how unlikely a share of samples is, as a negative natural logarithm: 21 is one in 10^9.</summary>
internal static class Surprise
{
    /// <param name="share">Observed, 0 to 1.</param>
    /// <param name="chance">Expected, above 0 and below 1.</param>
    public static double Of(double share, double chance, ulong samples) =>
        share <= chance ? 0 : samples * (Term(share, chance) + Term(1 - share, 1 - chance));

    private static double Term(double share, double chance) => share <= 0 ? 0 : share * Math.Log(share / chance);
}
