using MeshLens.Core.Signals;

namespace MeshLens.Core.Classification.View;

/// <summary>The few replicas to which nearly everything is sent again, while the others are reached at once.</summary>
/// <param name="Bad">Those, the worst first.</param>
/// <param name="Again">What was sent again to them.</param>
/// <param name="All">What was sent again to any replica.</param>
internal sealed record LossyReplicas(IReadOnlyList<Replica> Bad, ulong Again, ulong All)
{
    private const ulong Least = 3;
    private const double NearlyAll = 0.9;
    private const ulong Reached = 3;

    /// <summary>Null when it is the way to all of them, or when nobody else was reached to tell.</summary>
    /// <param name="replicas">All of them.</param>
    /// <param name="counter">Connection requests, or data.</param>
    public static LossyReplicas? Among(IReadOnlyList<Replica> replicas, Counter counter)
    {
        List<Replica> worst = [.. replicas.OrderByDescending(replica => replica.Again(counter))];
        var all = worst.Aggregate(0UL, (sum, replica) => sum + replica.Again(counter));
        var (bad, again) = (0, 0UL);
        while (bad < worst.Count && again < NearlyAll * all)
        {
            again += worst[bad++].Again(counter);
        }

        var others = worst.Skip(bad).Count(replica => Math.Max(replica.Requests, replica.Connects.Ended) >= Reached);
        return all >= Least && bad <= others ? new([.. worst.Take(bad)], again, all) : null;
    }
}
