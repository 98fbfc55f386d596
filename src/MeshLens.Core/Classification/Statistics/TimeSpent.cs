namespace MeshLens.Core.Classification.Statistics;

/// <summary>All time that requests took in a window, and in a usual one, in nanoseconds.</summary>
internal readonly record struct TimeSpent(double NowNs, double UsualNs)
{
    private const double LeastAlike = 0.8;
    private const double MostAlike = 1.3;

    /// <summary>
    /// The time is as much as ever: what callers that wait for each answer spend, however slow the answers are.
    /// </summary>
    public bool IsConserved => NowNs >= LeastAlike * UsualNs && NowNs <= MostAlike * UsualNs;
}
