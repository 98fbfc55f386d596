using MeshLens.Core.Classification.Statistics;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>When a number is the one that was predicted.</summary>
internal static class Numbers
{
    private const double Part = 0.25;
    private const double ShareMargin = 0.03;
    private const double SharePart = 0.1;
    private const double Deviations = 3;

    /// <summary>Durations agree within a quarter of what was predicted, or two milliseconds.</summary>
    public static bool Agree(double observedNs, double predictedNs) =>
        Math.Abs(observedNs - predictedNs) <= Math.Max(Part * predictedNs, 2 * Floors.Millisecond);

    /// <summary>Shares agree as far as chance lets them.</summary>
    public static bool Agree(double share, double predicted, ulong requests) => Math.Abs(share - predicted) <= Chance(predicted, requests);

    /// <summary>No more than predicted: a fault that began within the window, or that only some requests meet, shows in part.</summary>
    public static bool IsWithin(double share, double predicted, ulong requests) => share <= predicted + Chance(predicted, requests);

    /// <summary>By how much a part grew; the whole of it where it was never seen well.</summary>
    public static double GrowthNs(Change change) => change.BaselineNs is null ? change.NowNs : Math.Max(0, change.ExcessNs);

    private static double Chance(double share, ulong requests)
    {
        var few = 1.0 / Math.Max(1, requests);
        return ShareMargin + (SharePart * share) + (Deviations * Math.Sqrt(Math.Max(few, share * (1 - share)) * few));
    }
}
