using MeshLens.Core.Histograms;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Whether two sources that measured the same thing say different things.</summary>
/// <remarks>
/// They never agree to the microsecond: another end of the same socket, a window that begins a second later. So the difference must
/// be more than a fifth and more than 2 ms, of enough requests that are as many, and not the work of a single one: a quantile must
/// be as far apart as the means.
/// </remarks>
internal static class Comparison
{
    private const double PartOfLarger = 0.2;
    private const double LeastNs = 2 * Floors.Millisecond;
    private const ulong MinSamples = 30;
    private const double LeastAlike = 0.8;
    private const double MostAlike = 1.25;

    public static bool IsApart(double leftNs, double rightNs) =>
        Math.Abs(leftNs - rightNs) > Math.Max(LeastNs, PartOfLarger * Math.Max(leftNs, rightNs));

    /// <summary>The same requests, and enough of them.</summary>
    public static bool IsFair(ulong left, ulong right) =>
        Math.Min(left, right) >= MinSamples && left <= MostAlike * right && left >= LeastAlike * right;

    /// <summary>A mean without its requests: the largest one may be in the one window and not in the other.</summary>
    public static bool IsFarApart(double meanNs, double otherNs, ExponentialHistogram other) =>
        IsApart(meanNs, otherNs)
        && (meanNs > 2 * otherNs || otherNs > 2 * meanNs)
        && Math.Abs(meanNs - otherNs) > (double)other.MaxNs * 2 / Math.Max(1, other.Count);

    /// <param name="shiftNs">What the right one contains besides, on average.</param>
    public static bool IsApart(ExponentialHistogram left, ExponentialHistogram right, double shiftNs) =>
        Apart(left, right, shiftNs, 0.5) || Apart(left, right, shiftNs, 0.9);

    private static bool Apart(ExponentialHistogram left, ExponentialHistogram right, double shiftNs, double q) =>
        IsApart(left.Quantile(q), Math.Max(0, right.Quantile(q) - shiftNs));
}
